import { appRoot } from "./appRoot.js";

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
    if (registration.active !== null) {
      // Browsers look for a new version by themselves, too, but not soon.
      await registration.update();
    }
  }
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
