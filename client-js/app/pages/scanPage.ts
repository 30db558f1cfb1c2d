import { type TemplateResult, html } from "lit";

import { InvalidLinkError } from "../../src/index.js";
import { announce } from "../announcer.js";
import { client } from "../brokerClient.js";
import { type CameraProblem, cameraProblem, closeCamera, openCamera } from "../camera.js";
import { LightElement } from "../lightElement.js";
import "../parts/pasteLink.js";
import { readQr } from "../qrReader.js";
import { addressOf, navigate } from "../router.js";
import { replaceInvite } from "../takenInvite.js";

type ScanState =
  | { readonly type: "idle" }
  | { readonly type: "asking" }
  | { readonly type: "scanning" }
  | { readonly type: "camera_problem"; readonly problem: CameraProblem }
  | { readonly type: "refused"; readonly text: string };

const FRAME_PAUSE_MS = 100;
const MAX_PICTURE_SIDE = 2000;

/**
 * Reads an invite's QR code by camera or from a picture. The camera starts after a press only, and
 * stops when a code is found, the page is hidden, or the page is left.
 */
export class LkScanPage extends LightElement {
  static override readonly properties = { state: { state: true } };

  declare state: ScanState;

  #stream: MediaStream | null = null;

  readonly #onHidden = (): void => {
    if (document.hidden && this.#stream !== null) {
      this.#stop();
      this.state = { type: "idle" };
    }
  };

  constructor() {
    super();
    this.state = { type: "idle" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#onHidden);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#onHidden);
    this.#stop();
  }

  override render(): TemplateResult {
    return html`
      <main class="page narrow">
        <h1 tabindex="-1">Scan an invite</h1>
        <p class="quiet">
          On a phone its own camera app does this, too: point it at the code and open the link.
        </p>
        <section class="card">
          ${this.#cameraView()}
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
          <p class="field-problem" role="alert">
            ${this.state.type === "refused" ? this.state.text : ""}
          </p>
        </section>
        <lk-paste-link @lk-link=${(event: CustomEvent<string>) => this.#found(event.detail)}>
        </lk-paste-link>
      </main>
    `;
  }

  #cameraView(): TemplateResult {
    switch (this.state.type) {
      case "asking":
        return html`<p aria-live="polite">Please allow the camera in your browser’s question.</p>`;
      case "scanning":
        return html`
          <video class="viewfinder" muted playsinline aria-label="Camera picture"></video>
          <p class="quiet">Hold the code steady in the picture, with good light.</p>
          <button
            type="button"
            @click=${() => {
              this.#stop();
              this.state = { type: "idle" };
            }}
          >
            Stop camera
          </button>
        `;
      case "camera_problem":
        return html`<p role="alert">${CAMERA_PROBLEMS[this.state.problem]}</p>
          ${this.#cameraButton()}`;
      case "idle":
      case "refused":
        return this.#cameraButton();
    }
  }

  #cameraButton(): TemplateResult {
    return html`<button type="button" class="primary" @click=${this.#onCamera}>Use camera</button>`;
  }

  readonly #onCamera = async (): Promise<void> => {
    this.state = { type: "asking" };
    try {
      const stream = await openCamera();
      if (!this.isConnected) {
        closeCamera(stream);
        return;
      }
      this.#stream = stream;
      this.state = { type: "scanning" };
      await this.updateComplete;
      await this.#watch(stream);
    } catch (error) {
      this.#stop();
      this.state = { type: "camera_problem", problem: cameraProblem(error) };
    }
  };

  async #watch(stream: MediaStream): Promise<void> {
    const video = this.querySelector("video");
    if (video === null) {
      return;
    }
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement("canvas");
    while (this.#stream === stream) {
      drawInto(canvas, video, video.videoWidth, video.videoHeight);
      const text = canvas.width === 0 ? null : await readQr(canvas);
      if (text !== null && this.#stream === stream && this.#found(text)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, FRAME_PAUSE_MS));
    }
  }

  readonly #onPicture = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = "";
    if (file === undefined) {
      return;
    }
    const text = await textInPicture(file);
    if (text === null) {
      this.#refuse("No QR code could be read in this picture. Try a sharper or closer one.");
      return;
    }
    this.#found(text);
  };

  /** True if the text is an invite for this place; it is opened then. Nothing else ever is. */
  #found(text: string): boolean {
    try {
      client.parseInvite(text);
    } catch (error) {
      this.#refuse(
        error instanceof InvalidLinkError && error.code === "link_foreign"
          ? "This code is no Latchkey invite. We don’t open it."
          : "This code holds a damaged invite. Ask for a new one.",
      );
      return false;
    }
    if (!text.startsWith(addressOf({ type: "join" }))) {
      this.#refuse(`This code is for ${hostOf(text)}. We don’t open it here.`);
      return false;
    }
    this.#stop();
    announce("Invite found.");
    replaceInvite(text);
    navigate({ type: "join" });
    return true;
  }

  #refuse(text: string): void {
    if (this.state.type !== "scanning") {
      this.state = { type: "refused", text };
    } else {
      announce(text, "alert");
    }
  }

  #stop(): void {
    closeCamera(this.#stream);
    this.#stream = null;
  }
}

async function textInPicture(file: File): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_PICTURE_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    drawInto(canvas, picture, picture.width * scale, picture.height * scale);
    picture.close();
    return await readQr(canvas);
  } catch {
    return null;
  }
}

function drawInto(
  canvas: HTMLCanvasElement,
  picture: CanvasImageSource,
  width: number,
  height: number,
): void {
  canvas.width = Math.round(width);
  canvas.height = Math.round(height);
  canvas
    .getContext("2d", { willReadFrequently: true })
    ?.drawImage(picture, 0, 0, canvas.width, canvas.height);
}

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).host : "another place";
}

const CAMERA_PROBLEMS: Readonly<Record<CameraProblem, string>> = {
  denied:
    "The camera was not allowed. You can allow it in the browser’s address bar, or choose a picture.",
  absent: "No camera was found. Choose a picture of the code, or paste the link.",
  busy: "Another program uses the camera. Close it and try again, or choose a picture.",
  blocked: "This page may not use the camera here. Choose a picture, or paste the link.",
  unsupported: "This browser gives no camera to pages. Choose a picture, or paste the link.",
};

customElements.define("lk-scan-page", LkScanPage);
