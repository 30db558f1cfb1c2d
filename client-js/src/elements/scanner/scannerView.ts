import { type TemplateResult, css, html } from "lit";

import type { Client } from "../../index.js";
import { scanningWords } from "../../words/en/scanning.js";
import { announce } from "../announcer.js";
import { send } from "../events.js";
import { isHandover, refusalOf } from "../inviteText.js";
import { LkElement } from "../lkElement.js";
import { OutOfSight } from "../outOfSight.js";
import "../parts/pasteLink.js";
import {
  type CameraChoice,
  cameraIn,
  closeCamera,
  hasTorch,
  listCameras,
  openCamera,
  setTorch,
  troubleOfCamera,
} from "./camera.js";
import { qrInFile, qrInVideo } from "./qrPicture.js";

const FRAME_PAUSE_MS = 100;
const HINT_MS = 5000;

/** What the scanner does: "late" when it has found nothing for a while. */
export type ScannerState = "off" | "asking" | "starting" | "on" | "late" | "hidden";

/**
 * Reads an invite's QR code by camera or from a picture, or takes its link. The camera starts after a
 * press only, and stops when a code is found, the page is hidden, or the element is taken away.
 */
export class LkScannerView extends LkElement {
  static override readonly styles = [
    LkElement.styles,
    css`
      :host {
        display: grid;
        gap: 1.25rem;
      }
      .viewfinder {
        display: block;
        width: 100%;
        aspect-ratio: 4 / 3;
        border-radius: 0.6rem;
        background: #000000;
        object-fit: cover;
      }
    `,
  ];

  static override readonly properties = {
    client: { attribute: false },
    camera: { state: true },
    cameras: { state: true },
    lamp: { state: true },
    codes: { state: true },
    problem: { state: true },
  };

  declare client: Client | null;
  declare camera: ScannerState;
  /** Those to choose from; none before the first was allowed. */
  declare cameras: readonly CameraChoice[];
  /** The camera's lamp; null if it has none. */
  declare lamp: "off" | "on" | null;
  /** Invites in one picture, where there are several. */
  declare codes: readonly string[];
  declare problem: string;

  #stream: MediaStream | null = null;
  #chosen: string | null = null;
  #hintTimer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.client = null;
    this.camera = "off";
    this.cameras = [];
    this.lamp = null;
    this.codes = [];
    this.problem = "";
    new OutOfSight(this, () => {
      if (this.#stream !== null) {
        this.#stop("hidden");
      }
    });
  }

  override render(): TemplateResult {
    const words = scanningWords();
    return html`
      <section class="card stack" part="card" aria-label=${words.byCamera}>
        ${this.codes.length === 0 ? this.#cameraView() : this.#choice()}
        <label class="button file">
          ${words.choosePicture}
          <input
            type="file"
            name="picture"
            accept="image/*"
            class="visually-hidden"
            @change=${this.#onPicture}
          />
        </label>
        <p class="field-problem" role="alert">${this.problem}</p>
      </section>
      <section class="card" part="card" aria-label=${words.byLink}>
        <lk-paste-link .client=${this.client}></lk-paste-link>
      </section>
    `;
  }

  #cameraView(): TemplateResult {
    const words = scanningWords();
    switch (this.camera) {
      case "off":
        return html`<button type="button" class="primary" @click=${this.#onCamera}>
          ${words.useCamera}
        </button>`;
      case "hidden":
        return html`
          <p>${words.switchedOff}</p>
          <button type="button" class="primary" @click=${this.#onCamera}>${words.useCamera}</button>
        `;
      case "asking":
        return html`<p role="status">${words.allow}</p>`;
      case "starting":
      case "on":
      case "late":
        return html`
          <video
            class="viewfinder"
            part="viewfinder"
            muted
            playsinline
            aria-label=${words.cameraPicture}
          ></video>
          <p class="quiet">${hint(this.camera)}</p>
          ${this.#cameraChoice()}
          <div class="actions">
            ${this.#lampButton()}
            <button
              type="button"
              @click=${() => {
                this.#stop();
              }}
            >
              ${words.stopCamera}
            </button>
          </div>
        `;
    }
  }

  #cameraChoice(): TemplateResult | "" {
    if (this.cameras.length < 2) {
      return "";
    }
    const words = scanningWords();
    return html`<label>
      ${words.camera}
      <select @change=${this.#onChoice}>
        ${this.cameras.map(
          ({ id, name }, place) =>
            html`<option value=${id} .selected=${id === this.#chosen}>
              ${name === "" ? words.cameraNumber(place + 1) : name}
            </option>`,
        )}
      </select>
    </label>`;
  }

  #lampButton(): TemplateResult | "" {
    return this.lamp === null
      ? ""
      : html`<button
          type="button"
          aria-pressed=${this.lamp === "on" ? "true" : "false"}
          @click=${this.#onLamp}
        >
          ${scanningWords().light}
        </button>`;
  }

  #choice(): TemplateResult {
    const words = scanningWords();
    return html`
      <p>${words.several}</p>
      <div class="actions">
        ${this.codes.map(
          (code, place) =>
            html`<button
              type="button"
              @click=${() => {
                this.#found(code);
              }}
            >
              ${(isHandover(code) ? words.handoverNumber : words.inviteNumber)(place + 1)}
            </button>`,
        )}
      </div>
    `;
  }

  readonly #onCamera = (): Promise<void> => this.#start();

  async #start(): Promise<void> {
    this.#stop("asking");
    this.problem = "";
    try {
      const stream = await openCamera(this.#chosen);
      if (!this.isConnected) {
        closeCamera(stream);
        return;
      }
      this.#stream = stream;
      this.#chosen = cameraIn(stream);
      this.lamp = hasTorch(stream) ? "off" : null;
      this.camera = "starting";
      this.cameras = await listCameras();
      await this.updateComplete;
      await this.#watch(stream);
    } catch (error) {
      this.#stop();
      this.problem = scanningWords().troubles[troubleOfCamera(error)];
    }
  }

  async #watch(stream: MediaStream): Promise<void> {
    const video = this.renderRoot.querySelector("video");
    if (video === null) {
      return;
    }
    video.srcObject = stream;
    await video.play();
    if (this.#stream !== stream) {
      return;
    }
    this.camera = "on";
    this.#hintTimer = setTimeout(() => {
      this.camera = "late";
    }, HINT_MS);
    while (this.#stream === stream) {
      const texts = await qrInVideo(video);
      if (this.#stream === stream && this.#take(texts)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, FRAME_PAUSE_MS));
    }
  }

  readonly #onChoice = (event: Event): void => {
    this.#chosen = (event.target as HTMLSelectElement).value;
    void this.#start();
  };

  readonly #onLamp = async (): Promise<void> => {
    const on = this.lamp !== "on";
    if (this.#stream !== null) {
      await setTorch(this.#stream, on);
      this.lamp = on ? "on" : "off";
    }
  };

  readonly #onPicture = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file === undefined) {
      return;
    }
    this.problem = "";
    this.codes = [];
    const texts = await qrInFile(file);
    field.value = "";
    if (texts.length === 0) {
      this.problem = scanningWords().noCode;
      return;
    }
    this.#take(texts);
  };

  /** True if there is an invite that can be opened here; nothing else ever is opened. */
  #take(texts: readonly string[]): boolean {
    const { client } = this;
    if (client === null) {
      return false;
    }
    const ours = texts.filter((text) => refusalOf(text, client) === null);
    const [first] = ours;
    if (first === undefined) {
      this.problem = texts.map((text) => refusalOf(text, client))[0] ?? this.problem;
      return false;
    }
    if (ours.length === 1) {
      this.#found(first);
    } else {
      this.#stop();
      this.codes = ours;
      announce(scanningWords().severalNews);
    }
    return true;
  }

  #found(link: string): void {
    this.#stop();
    this.codes = [];
    this.problem = "";
    announce(scanningWords().foundNews);
    // Where there is nothing that shakes, and before any press, browsers do nothing.
    if ("vibrate" in navigator) {
      navigator.vibrate(50);
    }
    send(this, "lk-link", link);
  }

  #stop(state: "off" | "asking" | "hidden" = "off"): void {
    clearTimeout(this.#hintTimer);
    closeCamera(this.#stream);
    this.#stream = null;
    this.camera = state;
  }
}

function hint(camera: "starting" | "on" | "late"): string {
  const words = scanningWords();
  switch (camera) {
    case "starting":
      return words.starts;
    case "on":
      return words.holdSteady;
    case "late":
      return words.late;
  }
}

customElements.define("lk-scanner-view", LkScannerView);
