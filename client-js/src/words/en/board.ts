import { plural } from "../plural.js";
import { spoken } from "../words.js";

const forms = plural("en");

const english = {
  board: "Board",
  tabs: { notes: "Notes", text: "Text" },
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

  pen: "Pen",
  penHint:
    "Draw with mouse, finger or pencil. Undo takes back your own lines only. Put the pen down to " +
    "scroll and to move notes.",
  /** `counted` is the count as the reader writes it. */
  strokes: (count: number, counted: string, names: string): string =>
    forms(count, `One line drawn by ${names}`, `${counted} lines drawn by ${names}`),

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
};

export type BoardWords = typeof english;

export const boardWords = (): BoardWords => spoken("board", english);
