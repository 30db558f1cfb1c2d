import { EditorView } from "@codemirror/view";

/** With the page's colours, which reach into the shadow root as its variables do. */
export const editorLook = EditorView.theme({
  "&": {
    border: "1px solid var(--control)",
    borderRadius: "0.6rem",
    color: "var(--ink)",
    background: "var(--field)",
  },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "2px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "1.6" },
  ".cm-content": {
    minHeight: "20rem",
    padding: "1.6rem 0.4rem 0.8rem",
    caretColor: "var(--ink)",
    overflowWrap: "anywhere",
  },
  ".cm-placeholder": { color: "var(--quiet)" },
  ".remote-selection": {
    background: "color-mix(in srgb, var(--colour) 25%, transparent)",
  },
  ".remote-caret": {
    position: "relative",
    marginInline: "-1px",
    borderInlineStart: "2px solid var(--colour)",
  },
  ".remote-caret bdi": {
    position: "absolute",
    insetBlockEnd: "100%",
    insetInlineStart: "-2px",
    maxInlineSize: "12rem",
    padding: "0 0.35rem",
    borderRadius: "0.3rem 0.3rem 0.3rem 0",
    color: "#ffffff",
    background: "var(--colour)",
    fontSize: "0.75rem",
    lineHeight: "1.4",
    whiteSpace: "nowrap",
    overflow: "hidden",
    textOverflow: "ellipsis",
    pointerEvents: "none",
    userSelect: "none",
  },
});
