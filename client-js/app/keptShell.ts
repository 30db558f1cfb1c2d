import { appRoot } from "./appRoot.js";
import { NEWER_PAGES } from "./newerPages.js";

/** Of the browser's Trusted Types: its addresses are no texts, and are given like some. */
interface TrustedTypes {
  createPolicy(name: string, rules: UrlPolicy): UrlPolicy;
}

interface UrlPolicy {
  createScriptURL(address: string): string;
}

/** Has the browser keep the pages' files, so that they open without the server. See worker/. */
export async function keepShell(): Promise<void> {
  if ("serviceWorker" in navigator) {
    const address = new URL("sw.js", appRoot).href;
    const how = { updateViaCache: "none" } as const;
    const registration = await navigator.serviceWorker.register(trusted(address), how);
    const look = (): void => {
      tellIfNewer(registration);
    };
    look();
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", look);
    });
    if (registration.active !== null) {
      // Browsers look for a new version by themselves, too, but not soon.
      await registration.update();
    }
  }
}

/** Tells the page when a worker waits that has files of another version than the page’s own. */
function tellIfNewer({ waiting }: ServiceWorkerRegistration): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data === false) {
      dispatchEvent(new Event(NEWER_PAGES));
    }
    port1.close();
  };
  waiting?.postMessage(ownFiles(), [port2]);
}

function ownFiles(): readonly string[] {
  const scripts = [...document.querySelectorAll<HTMLScriptElement>("script[src]")];
  const styles = document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]');
  return [...scripts.map(({ src }) => src), ...[...styles].map(({ href }) => href)];
}

/** The policy's name is in the broker's Content-Security-Policy; this is all that it lets through. */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("latchkey-worker", {
    createScriptURL: (asked) => {
      if (asked !== address) {
        throw new TypeError("not the worker of these pages");
      }
      return asked;
    },
  });
  return policy?.createScriptURL(address) ?? address;
}
