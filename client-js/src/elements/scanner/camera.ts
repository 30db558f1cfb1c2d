/** Why a camera cannot be used. */
export type CameraTrouble = "denied" | "missing" | "busy" | "forbidden" | "unsupported";

/** One of the cameras of this device. */
export interface CameraChoice {
  readonly id: string;
  readonly name: string;
}

/** The torch is not in the types of TypeScript, as not all browsers have it. */
interface TorchCapabilities extends MediaTrackCapabilities {
  readonly torch?: boolean;
}

/** Opens this camera, or else the one that looks away from the person, where there are several. */
export async function openCamera(id: string | null): Promise<MediaStream> {
  // Pages that came by http have none.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (devices === undefined) {
    throw new DOMException("no camera for this page", "NotSupportedError");
  }
  const which =
    id === null ? { facingMode: { ideal: "environment" } } : { deviceId: { exact: id } };
  return devices.getUserMedia({ audio: false, video: { ...which, width: { ideal: 1280 } } });
}

export function closeCamera(stream: MediaStream | null): void {
  stream?.getTracks().forEach((track) => {
    track.stop();
  });
}

/** The cameras to choose from, once one was allowed. */
export async function listCameras(): Promise<readonly CameraChoice[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind }) => kind === "videoinput")
    .map(({ deviceId, label }) => ({ id: deviceId, name: label }));
}

export function cameraIn(stream: MediaStream): string | null {
  return stream.getVideoTracks()[0]?.getSettings().deviceId ?? null;
}

export function hasTorch(stream: MediaStream): boolean {
  const track = stream.getVideoTracks()[0];
  // Firefox has no such method.
  if (track === undefined || !("getCapabilities" in track)) {
    return false;
  }
  return (track.getCapabilities() as TorchCapabilities).torch === true;
}

export async function setTorch(stream: MediaStream, on: boolean): Promise<void> {
  const torch = { torch: on } as MediaTrackConstraintSet;
  await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [torch] });
}

/** By the name of the browser's error. */
export function troubleOfCamera(error: unknown): CameraTrouble {
  switch (error instanceof Error ? error.name : "") {
    case "NotAllowedError":
      return isForbidden() ? "forbidden" : "denied";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "SecurityError":
      return "forbidden";
    default:
      return "unsupported";
  }
}

/** Whether the page that embeds this one, or its server, keeps cameras from it. */
function isForbidden(): boolean {
  const { featurePolicy } = document as Document & {
    readonly featurePolicy?: { allowsFeature(name: string): boolean };
  };
  return featurePolicy?.allowsFeature("camera") === false;
}
