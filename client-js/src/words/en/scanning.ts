import { spoken } from "../words.js";

const english = {
  title: "Scan an invite",
  ownCamera: "A phone’s own camera app can do this, too: point it at the code and open the link.",
  byCamera: "By camera or picture",
  byLink: "By link",
  choosePicture: "Choose a picture of the code",
  useCamera: "Use camera",
  allow: "Please allow the camera in your browser’s question.",
  cameraPicture: "Camera picture",
  holdSteady: "Hold the code steady in the picture, with good light.",
  stopCamera: "Stop camera",
  switchedOff: "The camera was switched off while nobody saw this page.",
  starts: "The camera starts…",
  late: "Nothing yet. Move closer, make more light, or show the code larger on the other screen.",
  camera: "Camera",
  cameraNumber: (number: number): string => `Camera ${String(number)}`,
  light: "Light",
  several: "There are several codes in this picture. Which one do you mean?",
  severalNews: "There are several codes in this picture.",
  inviteNumber: (number: number): string => `Invite ${String(number)}`,
  handoverNumber: (number: number): string => `Hand-over ${String(number)}`,
  noCode: "No QR code could be read in this picture. Try a sharper or closer one.",
  foundNews: "Invite found.",
  /** Why the camera cannot be used. */
  troubles: {
    denied:
      "The camera was not allowed. You can allow it in the browser’s address bar, or choose a " +
      "picture.",
    missing: "No camera was found. Choose a picture of the code, or paste the link.",
    busy: "Another program uses the camera. Close it and try again, or choose a picture.",
    forbidden: "This page may not use the camera here. Choose a picture, or paste the link.",
    unsupported: "This browser gives no camera to pages. Choose a picture, or paste the link.",
  },
};

export type ScanningWords = typeof english;

export const scanningWords = (): ScanningWords => spoken("scanning", english);
