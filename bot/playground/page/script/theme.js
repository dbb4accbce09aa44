/** Dark or light: as the system has it, until someone chooses. */

const KEY = "theme";
const system = matchMedia("(prefers-color-scheme: light)");

function apply() {
  document.documentElement.dataset.theme = theme();
}

/** Return "dark" or "light". */
export function theme() {
  return localStorage.getItem(KEY) ?? (system.matches ? "light" : "dark");
}

/** Change to the other one, and remember it. */
export function switchTheme() {
  localStorage.setItem(KEY, theme() === "dark" ? "light" : "dark");
  apply();
}

/** Begin with the theme that is wanted, and follow the system's. */
export function startTheme() {
  apply();
  system.addEventListener("change", apply);
}
