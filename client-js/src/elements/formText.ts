import { frameWords } from "../words/en/frame.js";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** What the field holds; the form that it is in cannot be sent while that is white space only. */
export function wordsIn(event: Event): string {
  const field = event.target as Field;
  const blank = field.value !== "" && field.value.trim() === "";
  field.setCustomValidity(blank ? frameWords().blank : "");
  return field.value;
}

/** A text of a form that was sent, without the space around it. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}
