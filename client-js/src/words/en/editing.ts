import { spoken } from "../words.js";

const english = {
  loading: "Loading what is shared…",
  loadingText: "Loading the text…",
  textNotLoaded: "The text editor could not be loaded. Check the connection and try again.",
  notSaved: "Not saved yet. It is tried again and again.",
  mayNotWrite: "You can look, but not change anything.",
  tooMuch: "That is too much at once and was not saved. Take some of it back.",
  full: "The session is full. What you wrote last was not saved.",
  lost: "That was not saved. It is tried again with your next change.",

  yourChanges: "Your changes",
  undo: "Undo",
  redo: "Redo",

  sharedText: "Shared text",
  writeTogether: "Write something together",
  nothingWritten: "Nothing written yet",
};

export type EditingWords = typeof english;

/** What all surfaces say on which members write together. */
export const editingWords = (): EditingWords => spoken("editing", english);
