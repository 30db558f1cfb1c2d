/** Opens the camera that looks away from the person, where there are several. */
export async function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 } },
  });
}

export function closeCamera(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => {
    track.stop();
  });
}

/** Why the camera cannot be used, and what to do instead, by the name of the browser's error. */
export function cameraProblem(error: unknown): string {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
      return (
        "The camera was not allowed. You can allow it in the browser’s address bar, or choose a " +
        "picture."
      );
    case "NotFoundError":
    case "OverconstrainedError":
      return "No camera was found. Choose a picture of the code, or paste the link.";
    case "NotReadableError":
    case "AbortError":
      return "Another program uses the camera. Close it and try again, or choose a picture.";
    case "SecurityError":
      return "This page may not use the camera here. Choose a picture, or paste the link.";
    default:
      return "This browser gives no camera to pages. Choose a picture, or paste the link.";
  }
}
