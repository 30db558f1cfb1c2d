import { type TemplateResult, html } from "lit";

import type { LedgerActor, LedgerEntryInfo } from "../../index.js";
import { spokenOnly } from "../parts/spokenOnly.js";
import { ledgerWords } from "../../words/en/ledger.js";
import { exactTime, timeOfDay } from "../times.js";
import { failureOf } from "./entryKinds.js";
import { sentenceOf } from "./entrySentence.js";
import type { LedgerReader } from "./reader.js";
import type { Sentence } from "./sentence.js";

/** One entry: when, what happened, from where; what only few want to know is behind "Details". */
export function entryRow(entry: LedgerEntryInfo, reader: LedgerReader): TemplateResult {
  const failure = failureOf(entry);
  const from = [entry.browser, entry.network].filter((part) => part !== null && part !== "");
  return html`
    <li class="entry ${failure === null ? "" : "failed"}" id="entry-${entry.index}">
      <time datetime=${entry.at.toISOString()}>${timeOfDay(entry.at)}</time>
      <div>
        <p>
          ${sentenceView(sentenceOf(entry, reader))}
          ${failure === null ? "" : html`<span class="badge failed">${failure}</span>`}
        </p>
        ${from.length === 0 ? "" : html`<p class="quiet" translate="no">${from.join(" · ")}</p>`}
        <details>
          <summary>${ledgerWords().details(spokenOnly, String(entry.index))}</summary>
          <dl>${factsOf(entry).map(([name, value]) => fact(name, value))}</dl>
        </details>
      </div>
    </li>
  `;
}

/** Names are isolated, whichever way they are written. */
function sentenceView(sentence: Sentence): TemplateResult {
  return html`${sentence.map((part) =>
    typeof part === "string" ? part : html`<bdi>${part.name}</bdi>`,
  )}`;
}

type Fact = readonly [name: string, value: string];

function factsOf(entry: LedgerEntryInfo): readonly Fact[] {
  const { facts: names, notRecorded } = ledgerWords();
  const facts: readonly Fact[] = [
    [names.entry, `#${String(entry.index)}`],
    [names.time, exactTime(entry.at)],
    [names.type, entry.type],
    [names.by, idOf(entry.actor)],
    [names.about, entry.object],
    [names.outcome, entry.outcome],
    [names.count, entry.count === 1 ? "" : String(entry.count)],
    [names.before, String(entry.log)],
    [names.statement, entry.statement ?? ""],
    [names.request, entry.requestId ?? ""],
    [names.browser, entry.browser ?? notRecorded],
    [names.network, entry.network ?? notRecorded],
  ];
  return facts.filter(([, value]) => value !== "");
}

function fact(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd translate="no">${value}</dd>
  </div>`;
}

function idOf(actor: LedgerActor): string {
  return actor.kind === "member" ? actor.id : actor.kind;
}
