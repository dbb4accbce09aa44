/** People, roles and channels to choose from, as choices of a list. */

import { avatar } from "./avatar.js";
import { h, icon } from "./dom.js";
import { AT, HASH } from "./icons.js";
import { channelInfo, nameOf, state } from "./state.js";

const people = () => {
  const guild = channelInfo()?.guild;
  const ids = guild ? Object.keys(guild.members) : (privatePeople() ?? []);
  return ids.map((id) => ({ value: id, label: nameOf(id), picture: avatar(id, 24) }));
};

const privatePeople = () => state.private.find((channel) => channel.id === state.channel)?.people;

const roles = () =>
  (channelInfo()?.guild?.roles ?? []).map(({ id, name, color }) => ({
    value: id,
    label: name,
    picture: h(
      "span",
      { class: "role-dot", style: { background: `#${color.toString(16).padStart(6, "0")}` } },
      icon(AT, { size: 14 }),
    ),
  }));

const channels = (kinds) =>
  (channelInfo()?.guild?.channels ?? [])
    .filter((channel) => !kinds?.length || kinds.includes(channel.type))
    .map(({ id, name }) => ({ value: id, label: name, picture: icon(HASH, { size: 18 }) }));

/** The types of select menus, and of command options, that take them. */
const BY_SELECT = {
  5: people,
  6: roles,
  7: () => [...people(), ...roles()],
  8: (part) => channels(part.channel_types),
};
const BY_OPTION = { 6: BY_SELECT[5], 7: BY_SELECT[8], 8: BY_SELECT[6], 9: BY_SELECT[7] };

/** Return the choices of a select menu, its own options included. */
export function selectChoices(part) {
  return part.type === 3 ? part.options : BY_SELECT[part.type](part);
}

/** Return the values that a select menu begins with. */
export function selectDefaults(part) {
  if (part.type === 3) return part.options.filter((option) => option.default).map((o) => o.value);
  return (part.default_values ?? []).map(({ id }) => String(id));
}

/** Return the choices of a command's option that names a person, role or channel; else null. */
export function optionChoices(option) {
  return BY_OPTION[option.type]?.(option) ?? null;
}
