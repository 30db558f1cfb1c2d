import { type TemplateResult, html } from "lit";

import type { Session } from "../../../src/index.js";
import { shownName } from "../../../src/elements/roles.js";
import { numberText } from "../../../src/words/lists.js";
import { slidesWords } from "../../../src/words/en/slides.js";
import type { SlideShow } from "./slideShow.js";

/** Where a member is in the slides; pages are counted from 0. */
export interface Place {
  readonly page: number;
  readonly count: number;
  readonly turn: (step: number) => void;
}

/** "Slide 2 of 5", of a page that is counted from 0. */
export function placeText(page: number, count: number): string {
  return slidesWords().place(numberText(page + 1), numberText(count));
}

/** Turns the pages, and says who presents and whether this member follows. */
export function presenterBar(session: Session, show: SlideShow, place: Place): TemplateResult {
  const words = slidesWords();
  const { page, count, turn } = place;
  return html`<div class="slide-bar">
    <div class="turning">
      <button
        type="button"
        aria-disabled=${String(page === 0)}
        @click=${() => {
          turn(-1);
        }}
      >
        ${words.back}
      </button>
      <span class="quiet">${placeText(page, count)}</span>
      <button
        type="button"
        aria-disabled=${String(page === count - 1)}
        @click=${() => {
          turn(1);
        }}
      >
        ${words.on}
      </button>
    </div>
    <div class="turning">
      ${presenter(session, show)} ${own(session, show)}
      ${document.fullscreenEnabled ? fullScreen() : ""}
    </div>
  </div>`;
}

/** Of the slide with its bar; the browser ends it by Escape, too. */
function fullScreen(): TemplateResult {
  const words = slidesWords();
  const isFull = document.fullscreenElement !== null;
  return html`<button
    type="button"
    @click=${({ currentTarget }: Event) => {
      const shown = (currentTarget as Element).closest(".show");
      // Refused only where the browser is about to change screens already.
      void (isFull ? document.exitFullscreen() : shown?.requestFullscreen())?.catch(
        () => undefined,
      );
    }}
  >
    ${isFull ? words.leaveFullScreen : words.fullScreen}
  </button>`;
}

function presenter(session: Session, show: SlideShow): TemplateResult | string {
  const words = slidesWords();
  if (show.isPresenting) {
    return html`<span class="tag">${words.youPresent}</span>`;
  }
  if (show.presenter === null) {
    return "";
  }
  const name = html`<bdi>${shownName(show.presenter.member, session.role)}</bdi>`;
  return html`<span>${words.presents(name)}</span>
    <button
      type="button"
      @click=${() => {
        show.follow(!show.isFollowing);
      }}
    >
      ${show.isFollowing ? words.unfollow : words.follow}
    </button>`;
}

function own(session: Session, show: SlideShow): TemplateResult | string {
  const words = slidesWords();
  if (!session.canWrite) {
    return "";
  }
  return show.isPresenting
    ? html`<button
        type="button"
        @click=${() => {
          show.stop();
        }}
      >
        ${words.stop}
      </button>`
    : html`<button
        type="button"
        class=${show.presenter === null ? "primary" : ""}
        @click=${() => {
          show.present(Date.now());
        }}
      >
        ${words.present}
      </button>`;
}
