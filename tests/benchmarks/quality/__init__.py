"""How good the recolorings are, in numbers and on contact sheets; run by hand."""
