import { readQr } from "./qrReader.js";

const MAX_SIDE = 2000;

/** The texts of the QR codes in a picture file, as far as they can be read. */
export async function qrInFile(file: File): Promise<readonly string[]> {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    draw(canvas, picture, picture.width * scale, picture.height * scale);
    picture.close();
    return await readQr(canvas);
  } catch {
    return [];
  }
}

/** The texts of the QR codes that a video shows now. */
export async function qrInVideo(video: HTMLVideoElement): Promise<readonly string[]> {
  if (video.videoWidth === 0) {
    return [];
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
