/** The pictures that come along, for who has none at hand. */

import { say } from "./words.js";

/** Their names, and colors that suit each. */
export const SAMPLES = [
  { name: "lake", colors: "264653, 2a9d8f, e9c46a, f4a261, e76f51" },
  { name: "tiles", colors: "3d405b, e07a5f, f2cc8f, 81b29a, f4f1de" },
  { name: "pixels", colors: "2b2d42, ef476f, ffd166, 06d6a0, 118ab2" },
];

/** Return what a sample shows. */
export const sampleTitle = ({ name }) => say(`sample-${name}`);

/** Return the link to a sample. */
export const sampleLink = ({ name }) => `/samples/${name}.png`;

/** Fetch a sample as a file, as if it had been chosen from a disk. */
export async function sampleFile(sample) {
  const response = await fetch(sampleLink(sample));
  return new File([await response.blob()], `${sample.name}.png`, { type: "image/png" });
}
