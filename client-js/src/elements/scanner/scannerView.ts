import { type TemplateResult, css, html } from "lit";

import type { Client } from "../../index.js";
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
import { CAMERA_TROUBLES } from "./cameraTroubles.js";
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
    return html`
      <section class="card stack" part="card" aria-label="By camera or picture">
        ${this.codes.length === 0 ? this.#cameraView() : this.#choice()}
        <label class="button file">
          Choose a picture of the code
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
      <section class="card" part="card" aria-label="By link">
        <lk-paste-link .client=${this.client}></lk-paste-link>
      </section>
    `;
  }

  #cameraView(): TemplateResult {
    switch (this.camera) {
      case "off":
        return html`<button type="button" class="primary" @click=${this.#onCamera}>
          Use camera
        </button>`;
      case "hidden":
        return html`
          <p>The camera was switched off while nobody saw this page.</p>
          <button type="button" class="primary" @click=${this.#onCamera}>Use camera</button>
        `;
      case "asking":
        return html`<p role="status">Please allow the camera in your browser’s question.</p>`;
      case "starting":
      case "on":
      case "late":
        return html`
          <video
            class="viewfinder"
            part="viewfinder"
            muted
            playsinline
            aria-label="Camera picture"
          ></video>
          <p class="quiet">${HINTS[this.camera]}</p>
          ${this.#cameraChoice()}
          <div class="actions">
            ${this.#lampButton()}
            <button
              type="button"
              @click=${() => {
                this.#stop();
              }}
            >
              Stop camera
            </button>
          </div>
        `;
    }
  }

  #cameraChoice(): TemplateResult | "" {
    if (this.cameras.length < 2) {
      return "";
    }
    return html`<label>
      Camera
      <select @change=${this.#onChoice}>
        ${this.cameras.map(
          ({ id, name }, place) =>
            html`<option value=${id} .selected=${id === this.#chosen}>
              ${name === "" ? `Camera ${String(place + 1)}` : name}
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
          Light
        </button>`;
  }

  #choice(): TemplateResult {
    return html`
      <p>There are several codes in this picture. Which one do you mean?</p>
      <div class="actions">
        ${this.codes.map(
          (code, place) =>
            html`<button
              type="button"
              @click=${() => {
                this.#found(code);
              }}
            >
              ${isHandover(code) ? "Hand-over" : "Invite"} ${place + 1}
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
      this.problem = CAMERA_TROUBLES[troubleOfCamera(error)];
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
      this.problem = "No QR code could be read in this picture. Try a sharper or closer one.";
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
      announce("There are several codes in this picture.");
    }
    return true;
  }

  #found(link: string): void {
    this.#stop();
    this.codes = [];
    this.problem = "";
    announce("Invite found.");
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

const HINTS: Readonly<Record<"starting" | "on" | "late", string>> = {
  starting: "The camera starts…",
  on: "Hold the code steady in the picture, with good light.",
  late: "Nothing yet. Move closer, make more light, or show the code larger on the other screen.",
};

customElements.define("lk-scanner-view", LkScannerView);
