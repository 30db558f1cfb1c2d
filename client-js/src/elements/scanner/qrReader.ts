interface NativeDetector {
  detect(source: ImageBitmapSource): Promise<readonly { readonly rawValue: string }[]>;
}

interface NativeDetectorConstructor {
  new (options: { formats: readonly string[] }): NativeDetector;
  getSupportedFormats(): Promise<readonly string[]>;
}

type Reader = (canvas: HTMLCanvasElement) => Promise<readonly string[]>;

let reader: Promise<Reader> | undefined;

/** The texts of the QR codes in a picture, as far as they can be read. */
export async function readQr(canvas: HTMLCanvasElement): Promise<readonly string[]> {
  reader ??= newReader();
  return (await reader)(canvas);
}

/** The browser's own detector where it knows QR codes; else one of ours, loaded now, for one code. */
async function newReader(): Promise<Reader> {
  const Native = (globalThis as { BarcodeDetector?: NativeDetectorConstructor }).BarcodeDetector;
  if (Native !== undefined && (await Native.getSupportedFormats()).includes("qr_code")) {
    const detector = new Native({ formats: ["qr_code"] });
    return async (canvas) => {
      const found = await detector.detect(canvas);
      return [...new Set(found.map(({ rawValue }) => rawValue))];
    };
  }
  const { default: decodeQR } = await import("qr/decode.js");
  return (canvas) => {
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height);
    try {
      return Promise.resolve(pixels === undefined ? [] : [decodeQR(pixels)]);
    } catch {
      // The decoder's word for a picture without a code that it can read.
      return Promise.resolve([]);
    }
  };
}
