import { spoken } from "../words.js";

const english = {
  board: "Board",
  tabs: { notes: "Notes", text: "Text" },
  notSaved: "Not saved yet. It is tried again and again.",
  loading: "Loading the board…",
  loadingText: "Loading the text…",
  textNotLoaded: "The text editor could not be loaded. Check the connection and try again.",
  mayNotWrite: "You can look, but not change anything.",
  tooMuch: "That is too much at once and was not saved. Take some of it back.",
  full: "The board is full. What you wrote last was not saved.",
  lost: "That was not saved. It is tried again with your next change.",

  yourChanges: "Your changes",
  undo: "Undo",
  redo: "Redo",

  boardOfNotes: "Board of notes",
  notes: "Notes",
  nothing: "Nothing on the board yet.",
  newNote: "New note",
  writeNote: "Write a note for everybody",
  add: "Add note",
  hint:
    "Enter adds it, Shift and Enter begin a new line. Drag notes by their upper edge, or move them " +
    "with the arrow keys.",
  addedNews: "Note added.",
  deletedNews: "Note deleted.",

  move: (text: string): string => `Move note: ${text}`,
  movedNews: {
    left: "Moved left.",
    right: "Moved right.",
    up: "Moved up.",
    down: "Moved down.",
  },
  papers: ["Yellow", "Green", "Blue", "Pink", "White"],
  colour: "Colour",
  colourOf: (paper: string, text: string): string => `${paper} note, change the colour: ${text}`,
  edit: "Edit",
  editOf: (text: string): string => `Edit note: ${text}`,
  delete: "Delete",
  deleteOf: (text: string): string => `Delete note: ${text}`,
  textOfNote: "Text of the note",
  save: "Save",

  sharedText: "Shared text",
  writeTogether: "Write something together",
  nothingWritten: "Nothing written yet",
};

export type BoardWords = typeof english;

export const boardWords = (): BoardWords => spoken("board", english);
