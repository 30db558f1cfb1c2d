// @vitest-environment happy-dom
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { schema } from "prosemirror-schema-basic";
import { EditorState as ProseState } from "prosemirror-state";
import { EditorView as ProseView } from "prosemirror-view";
import { describe, expect, it } from "vitest";
import { yCollab } from "y-codemirror.next";
import { yCursorPlugin, ySyncPlugin, yUndoPlugin, undo } from "y-prosemirror";
import * as Y from "yjs";

import { aPair, type Page, settled } from "./clients.js";

// The bindings as their authors document them, with the provider in place of y-websocket's.

describe("y-codemirror.next", () => {
  function anEditor({ text, provider }: Page): { view: EditorView; undoManager: Y.UndoManager } {
    const undoManager = new Y.UndoManager(text);
    const state = EditorState.create({
      doc: text.toJSON(),
      extensions: [yCollab(text, provider.awareness, { undoManager })],
    });
    return { view: new EditorView({ state, parent: document.body }), undoManager };
  }

  it("edits the document of the others, and undoes only what was done here", async () => {
    const { ana, ben } = await aPair();
    const hers = anEditor(ana);
    const his = anEditor(ben);
    hers.view.dispatch({ changes: { from: 0, insert: "hers" } });
    await settled();
    his.view.dispatch({ changes: { from: 4, insert: " and his" } });
    await settled();
    expect(hers.view.state.doc.toString()).toBe("hers and his");
    hers.undoManager.undo();
    await settled();
    expect(his.view.state.doc.toString()).toBe(" and his");
    hers.view.destroy();
    his.view.destroy();
  });

  it("shows the cursor of the other with the verified name", async () => {
    const { ana, ben } = await aPair();
    ben.provider.awareness.setLocalStateField("user", { name: "Ana", color: "#30bced" });
    ben.text.insert(0, "text");
    const cursor = Y.createRelativePositionFromTypeIndex(ben.text, 2);
    ben.provider.awareness.setLocalStateField("cursor", { anchor: cursor, head: cursor });
    const { view } = anEditor(ana);
    await expect.poll(() => view.dom.querySelector(".cm-ySelectionInfo")?.textContent).toBe("Ben");
    view.destroy();
  });
});

describe("y-prosemirror", () => {
  function anEditor({ doc, provider }: Page): ProseView {
    const state = ProseState.create({
      schema,
      plugins: [
        ySyncPlugin(doc.getXmlFragment("prose")),
        yCursorPlugin(provider.awareness),
        yUndoPlugin(),
      ],
    });
    return new ProseView(document.createElement("div"), { state });
  }

  it("edits the document of the others, and undoes only what was done here", async () => {
    const { ana, ben } = await aPair();
    const hers = anEditor(ana);
    const his = anEditor(ben);
    await settled();
    hers.dispatch(hers.state.tr.insertText("abcd", 1));
    await settled();
    his.dispatch(his.state.tr.insertText("1234 ", 1));
    await settled();
    expect(hers.state.doc.textContent).toBe("1234 abcd");
    undo(hers.state);
    await settled();
    expect(his.state.doc.textContent).toBe("1234 ");
    hers.destroy();
    his.destroy();
  });
});
