import { readQr } from "./qrReader.js";

const MAX_SIDE = 2000;

/** The text of the QR code in a picture file; null if none can be read. */
export async function qrInFile(file: File): Promise<string | null> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    draw(canvas, picture, picture.width * scale, picture.height * scale);
    picture.close();
    return await readQr(canvas);
  } catch {
    return null;
  }
}

/** The text of the QR code that a video shows now; null if none can be read. */
export async function qrInVideo(video: HTMLVideoElement): Promise<string | null> {
  if (video.videoWidth === 0) {
    return null;
  }
  const canvas = document.createElement("canvas");
  draw(canvas, video, video.videoWidth, video.videoHeight);
  return readQr(canvas);
}

function draw(
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
