import { type TemplateResult, html } from "lit";

/** What a ledger holds, and for how long. */
export function recordNotes(): TemplateResult {
  return html`
    <section class="card" aria-labelledby="recorded-heading">
      <h2 id="recorded-heading">What is recorded</h2>
      <p>
        What happened, when, and by whom: by numbers, as names are encrypted for the members.
        Entries stay as long as the session, and nobody can take one out unnoticed.
      </p>
      <p>
        Beside some entries, for hosts and auditors alone: the kind of browser and system, and the
        first part of the network address. Whoever runs the server may record less of it, and has it
        erased after a time (90 days, if nothing else was chosen). The proofs stay good.
      </p>
      <p>Never recorded: what you write, names, keys and links.</p>
    </section>
  `;
}
