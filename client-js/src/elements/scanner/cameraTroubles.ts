import type { CameraTrouble } from "./camera.js";

/** Why the camera cannot be used, and what to do instead. */
export const CAMERA_TROUBLES: Readonly<Record<CameraTrouble, string>> = {
  denied:
    "The camera was not allowed. You can allow it in the browser’s address bar, or choose a " +
    "picture.",
  missing: "No camera was found. Choose a picture of the code, or paste the link.",
  busy: "Another program uses the camera. Close it and try again, or choose a picture.",
  forbidden: "This page may not use the camera here. Choose a picture, or paste the link.",
  unsupported: "This browser gives no camera to pages. Choose a picture, or paste the link.",
};
