/** Why the camera cannot be used, by the name of the browser's error. */
export type CameraProblem = "denied" | "absent" | "busy" | "blocked" | "unsupported";

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

export function cameraProblem(error: unknown): CameraProblem {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
      return "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "absent";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "blocked";
    default:
      return "unsupported";
  }
}
