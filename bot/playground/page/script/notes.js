/** What only the acting person sees for a moment: a command that is being sent, or has failed. */

import { announce } from "./announce.js";
import { state, tell } from "./state.js";
import { say } from "./words.js";

let serial = 0;

/** @type {{id: string, channel: string, person: string, command: string, failed: string|null}[]} */
export const notes = [];

/** Return the notes of the open channel and the acting person. */
export function visibleNotes() {
  return notes.filter((note) => note.channel === state.channel && note.person === state.person);
}

/** Note that a command is being sent. */
export function startNote(command) {
  serial += 1;
  const { channel, person } = state;
  const note = { id: `note-${serial}`, channel, person, command, failed: null, at: new Date() };
  notes.push(note);
  tell("notes");
  tell("sent");
  return note;
}

/** Take a note away. */
export function endNote(note) {
  const index = notes.indexOf(note);
  if (index >= 0) notes.splice(index, 1);
  tell("notes");
}

/** Say in a note that it came to nothing. */
export function failNote(note, text = say("no-response")) {
  note.failed = text;
  announce(text);
  tell("notes");
}
