import { type TemplateResult, html } from "lit";

import { frameWords } from "../../src/words/en/frame.js";
import "../../src/elements/parts/problemPanel.js";
import { troubleView } from "../../src/elements/parts/troubleView.js";
import { insecureContext, type Problem } from "../../src/elements/problem.js";
import { brokerUrl } from "../brokerClient.js";
import { navigate } from "../router.js";
import type { FrameTrouble } from "../parts/laterTrouble.js";

/** What the frame, or a page that is small at first, shows when it cannot go on. */
export function frameTrouble(what: FrameTrouble): TemplateResult {
  switch (what.type) {
    case "failed":
      return troubleView(what.trouble, brokerUrl, what.retry);
    case "insecure":
      return problemView(insecureContext());
    case "no_such_page": {
      const { noSuchPage, toStart } = frameWords();
      const run = (): void => {
        navigate({ type: "start" });
      };
      return problemView({ ...noSuchPage, actions: [{ label: toStart, primary: true, run }] });
    }
  }
}

function problemView(problem: Problem): TemplateResult {
  return html`<lk-problem .problem=${problem}></lk-problem>`;
}
