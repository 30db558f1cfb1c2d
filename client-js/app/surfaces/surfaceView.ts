import { type TemplateResult, html } from "lit";

import type { Session } from "../../src/index.js";
import { loadPart } from "../pageParts.js";
import type { Surface } from "./surface.js";

// Each is fetched when a session needs it: most are larger than all pages together.
const PARTS: Readonly<Record<Surface, () => Promise<unknown>>> = {
  board: () => import("./board/board.js"),
  document: () => import("./document/document.js"),
  radar: () => import("./radar/radar.js"),
  game: () => import("./game/game.js"),
  slides: () => import("./slides/slides.js"),
};

/** Fetches what defines the surface's element. Rejects with code `not_loaded`. */
export function loadSurface(surface: Surface): Promise<void> {
  return loadPart(PARTS[surface]());
}

export function surfaceView(surface: Surface, session: Session): TemplateResult {
  switch (surface) {
    case "board":
      return html`<lk-board .session=${session}></lk-board>`;
    case "document":
      return html`<lk-document .session=${session}></lk-document>`;
    case "radar":
      return html`<lk-radar .session=${session}></lk-radar>`;
    case "game":
      return html`<lk-game .session=${session}></lk-game>`;
    case "slides":
      return html`<lk-slides .session=${session}></lk-slides>`;
  }
}
