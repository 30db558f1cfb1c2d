import { html } from "lit";

import type { LkScannerView } from "../../src/elements/scanner/scannerView.js";
import "../../src/elements/scanner/scannerView.js";
import { scanningWords } from "../../src/words/en/scanning.js";
import { type Example, within } from "./example.js";
import { fakeClient } from "./fakeClient.js";
import { LINK } from "./fakeSession.js";

type Shown = Partial<Pick<LkScannerView, "camera" | "cameras" | "lamp" | "codes" | "problem">>;

function scan(name: string, shown: Shown = {}): Example {
  return {
    name: `scan-${name}`,
    view: () => html`
      <main class="page narrow">
        <h1>Scan an invite</h1>
        <lk-scanner-view .client=${fakeClient({})}></lk-scanner-view>
      </main>
    `,
    then: (root) => {
      Object.assign(within(root, "lk-scanner-view"), shown);
    },
  };
}

const cameras = [
  { id: "front", name: "Front camera" },
  { id: "back", name: "" },
];

/** Every state of the scanner. */
export const scanExamples: readonly Example[] = [
  scan("idle"),
  scan("asking", { camera: "asking" }),
  scan("starting", { camera: "starting" }),
  scan("on", { camera: "on", cameras, lamp: "off" }),
  scan("late", { camera: "late", lamp: "on" }),
  scan("hidden", { camera: "hidden" }),
  scan("several", { codes: [LINK, LINK.replace("#1.", "#m1.")] }),
  scan("foreign", {
    camera: "on",
    problem: "This invite is for elsewhere.example. We don’t open it here.",
  }),
  scan("damaged", {
    camera: "on",
    problem: "This link was changed on the way. Ask for it again.",
  }),
  scan("unreadable", {
    problem: "No QR code could be read in this picture. Try a sharper or closer one.",
  }),
  ...(["denied", "missing", "busy", "forbidden", "unsupported"] as const).map((trouble) =>
    scan(trouble, { problem: scanningWords().troubles[trouble] }),
  ),
];
