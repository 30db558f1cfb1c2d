import { html } from "lit";

import type { Session } from "../../src/index.js";
import { createMemoryBroker } from "../../src/testing.js";
import "../pages/startPage.js";
import "../surfaces/board/board.js";
import { boardDocument } from "../surfaces/board/boardDocument.js";
import "../surfaces/document/document.js";
import "../surfaces/game/game.js";
import "../surfaces/radar/radar.js";
import { radarDocument } from "../surfaces/radar/radarDocument.js";
import "../surfaces/slides/slides.js";
import { slidesDocument } from "../surfaces/slides/slidesDocument.js";
import { slideShow } from "../surfaces/slides/slideShow.js";
import type { Surface } from "../surfaces/surface.js";
import { surfaceView } from "../surfaces/surfaceView.js";
import { type Example, press } from "./example.js";

/** Who is in: each sees the session in a page of their own, and one of them is looked over. */
interface People {
  readonly ana: Session;
  readonly ben: Session;
  readonly claire: Session;
}

function people(): People {
  const broker = createMemoryBroker();
  const enter = (name: string, role: "host" | "editor" | "viewer"): Session =>
    broker.join(name, role) as unknown as Session;
  return {
    ana: enter("Ana", "host"),
    ben: enter("Ben", "editor"),
    claire: enter("Claire", "viewer"),
  };
}

/** A surface as `who` sees it after `fill`. */
function seen(
  surface: Surface,
  name: string,
  who: keyof People,
  fill: (people: People) => unknown,
  then?: Example["then"],
): Example {
  return {
    name: `surface-${surface}-${name}`,
    view: () => {
      const all = people();
      fill(all);
      return html`<main class="page">
        <h1>Technology radar, autumn 2026</h1>
        ${surfaceView(surface, all[who])}
      </main>`;
    },
    ...(then !== undefined && { then }),
  };
}

function fillBoard({ ana, ben }: People): void {
  const texts = [
    "Move the build to the new runners",
    "Who writes the release notes?",
    "Ship on Friday",
  ];
  texts.forEach((text, i) => {
    const place = { x: 14 + 200 * (i % 2), y: 14 + 180 * (i >> 1) };
    const by = (i % 2 === 0 ? ana : ben).self.id;
    boardDocument(ana).notes.add({ id: String(i), text, by, at: i, place, paper: i });
  });
  const wave = Array.from({ length: 30 }, (_, i) => ({
    x: 20 + 8 * i,
    y: 190 + 12 * Math.sin(i / 2),
  }));
  boardDocument(ana).sketch.draw({ by: ana.self.id, points: wave });
  const arrow = [260, 240, 230].map((x, i) => ({ x, y: 230 + 30 * i }));
  boardDocument(ben).sketch.draw({ by: ben.self.id, points: arrow });
}

function write({ ana }: People): void {
  boardDocument(ana).shared.text.insert(0, "Agenda\n\n1. What did we learn?\n2. What do we stop?");
}

const ENTRIES: readonly (readonly string[])[] = [
  ["Vite", "Playwright", "Trivy", "Renovate", "Gradle"],
  ["PostgreSQL", "Kubernetes", "A cluster of our own that nobody wanted to run"],
  ["TypeScript", "Java 25", "Rust", "Zig"],
  ["Trunk-based development", "Threat modelling", "Pair programming", "Event storming"],
];

function fillRadar({ ana }: People): void {
  ENTRIES.forEach((names, quadrant) => {
    names.forEach((name, i) => {
      radarDocument(ana).book.add({ id: name, name, at: i, quadrant, ring: (i + quadrant) % 4 });
    });
  });
}

function play(cells: string, o: "ben" | null = "ben") {
  return ({ ana, ben }: People): void => {
    void ana.set({ surface: "game", cells, x: ana.self.id, o: o === null ? null : ben.self.id });
  };
}

const SLIDES = `# Share a session, keep the key
What we learned in the **first year**

---
## Three promises
- The broker never holds *anything* that opens the context
- Nobody gets in without an invite
- Removing somebody locks them out of what comes after

---
## In one line
\`\`\`
const session = await client.join(link, { displayName: "Ben" });
\`\`\`
`;

function fillSlides({ ana }: People): void {
  slidesDocument(ana).shared.text.insert(0, SLIDES);
}

function present(page: number) {
  return (all: People): void => {
    fillSlides(all);
    slideShow(all.ana).goTo(page);
    slideShow(all.ana).present(1_000);
  };
}

/** What sessions are for: as it is chosen, as those see it who may write, and those who only look. */
export const surfaceExamples: readonly Example[] = [
  { name: "start", view: () => html`<lk-start-page></lk-start-page>` },
  seen("board", "empty", "ana", () => undefined),
  seen("board", "drawing", "ana", fillBoard, (root) => press(root, "Pen")),
  seen("board", "viewer", "claire", fillBoard),
  seen("document", "empty", "ana", () => undefined),
  seen("document", "written", "ben", write),
  seen("document", "viewer", "claire", write),
  seen("radar", "empty", "ana", () => undefined),
  seen("radar", "filled", "ben", fillRadar),
  seen("radar", "viewer", "claire", fillRadar),
  seen("game", "waiting", "ben", play(".........", null)),
  seen("game", "turn", "ana", play("x...o....")),
  seen("game", "won", "ben", play("xx.ooo..x")),
  seen("game", "viewer", "claire", play("xoxxoo...")),
  seen("slides", "empty", "ana", () => undefined),
  seen("slides", "writing", "ana", fillSlides, (root) => press(root, "Write")),
  seen("slides", "presenting", "ana", present(0)),
  seen("slides", "following", "ben", present(1)),
  seen("slides", "viewer", "claire", present(2)),
];
