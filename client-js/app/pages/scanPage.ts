import { type TemplateResult, html } from "lit";

import { announce } from "../announcer.js";
import { cameraProblem, closeCamera, openCamera } from "../camera.js";
import { HeadingFocus } from "../headingFocus.js";
import { refusalOf } from "../inviteText.js";
import { LightElement } from "../lightElement.js";
import { OutOfSight } from "../outOfSight.js";
import "../parts/pasteLink.js";
import { qrInFile, qrInVideo } from "../qrPicture.js";
import { navigate } from "../router.js";
import { replaceInvite } from "../takenInvite.js";

const FRAME_PAUSE_MS = 100;

/**
 * Reads an invite's QR code by camera or from a picture. The camera starts after a press only, and
 * stops when a code is found, the page is hidden, or the page is left.
 */
export class LkScanPage extends LightElement {
  static override readonly properties = { camera: { state: true }, problem: { state: true } };

  declare camera: "off" | "asking" | "on";
  declare problem: string;

  #stream: MediaStream | null = null;

  constructor() {
    super();
    this.camera = "off";
    this.problem = "";
    new HeadingFocus(this);
    new OutOfSight(this, () => {
      if (this.#stream !== null) {
        this.#stop();
      }
    });
  }

  override render(): TemplateResult {
    return html`
      <main class="page narrow">
        <h1 tabindex="-1">Scan an invite</h1>
        <p class="quiet">
          A phone’s own camera app can do this, too: point it at the code and open the link.
        </p>
        <section class="card stack" aria-label="By camera or picture">
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
          <p class="field-problem" role="alert">${this.problem}</p>
        </section>
        <section class="card" aria-label="By link">
          <lk-paste-link @lk-link=${(event: CustomEvent<string>) => this.#found(event.detail)}>
          </lk-paste-link>
        </section>
      </main>
    `;
  }

  #cameraView(): TemplateResult {
    switch (this.camera) {
      case "off":
        return html`<button type="button" class="primary" @click=${this.#onCamera}>
          Use camera
        </button>`;
      case "asking":
        return html`<p role="status">Please allow the camera in your browser’s question.</p>`;
      case "on":
        return html`
          <video class="viewfinder" muted playsinline aria-label="Camera picture"></video>
          <p class="quiet">Hold the code steady in the picture, with good light.</p>
          <button
            type="button"
            @click=${() => {
              this.#stop();
            }}
          >
            Stop camera
          </button>
        `;
    }
  }

  readonly #onCamera = async (): Promise<void> => {
    this.camera = "asking";
    this.problem = "";
    try {
      const stream = await openCamera();
      if (!this.isConnected) {
        closeCamera(stream);
        return;
      }
      this.#stream = stream;
      this.camera = "on";
      await this.updateComplete;
      await this.#watch(stream);
    } catch (error) {
      this.#stop();
      this.problem = cameraProblem(error);
    }
  };

  async #watch(stream: MediaStream): Promise<void> {
    const video = this.querySelector("video");
    if (video === null) {
      return;
    }
    video.srcObject = stream;
    await video.play();
    while (this.#stream === stream) {
      const text = await qrInVideo(video);
      if (text !== null && this.#stream === stream && this.#found(text)) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, FRAME_PAUSE_MS));
    }
  }

  readonly #onPicture = async (event: Event): Promise<void> => {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    if (file === undefined) {
      return;
    }
    this.problem = "";
    const text = await qrInFile(file);
    field.value = "";
    if (text === null) {
      this.problem = "No QR code could be read in this picture. Try a sharper or closer one.";
      return;
    }
    this.#found(text);
  };

  /** True if the text is an invite that can be opened here; nothing else ever is opened. */
  #found(text: string): boolean {
    const refusal = refusalOf(text);
    if (refusal !== null) {
      this.problem = refusal;
      return false;
    }
    this.#stop();
    announce("Invite found.");
    replaceInvite(text);
    navigate({ type: "join" });
    return true;
  }

  #stop(): void {
    closeCamera(this.#stream);
    this.#stream = null;
    this.camera = "off";
  }
}

customElements.define("lk-scan-page", LkScanPage);
