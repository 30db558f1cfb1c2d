import { writeFile } from "node:fs/promises";

import type { Locator } from "@playwright/test";

const WIDTH = 640;
const HEIGHT = 480;
const GREY_CHROMA = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);

/** The arguments that make Chromium's camera show a film, and make it ask or not ask the person. */
export function cameraArguments(film: string): string[] {
  return ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${film}`];
}

/** Films a picture of a page: one frame in YUV4MPEG2, which Chromium plays over and over. */
export async function film(picture: Locator, path: string): Promise<void> {
  const png = [...(await picture.screenshot())];
  const light = await picture.page().evaluate(
    async ([bytes, width, height]) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(bytes)]));
      const canvas = document.createElement("canvas");
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext("2d");
      context?.fillRect(0, 0, width, height);
      const [x, y] = [(width - height) / 2, 0];
      context?.drawImage(image, x, y, height, height);
      const rgba = context?.getImageData(0, 0, width, height).data ?? [];
      return Array.from(rgba).filter((_, i) => i % 4 === 0);
    },
    [png, WIDTH, HEIGHT] as const,
  );
  const header = `YUV4MPEG2 W${String(WIDTH)} H${String(HEIGHT)} F10:1 Ip A1:1 C420jpeg\n`;
  await writeFile(
    path,
    Buffer.concat([Buffer.from(`${header}FRAME\n`), Buffer.from(light), GREY_CHROMA]),
  );
}
