import { vi } from "vitest";

/** Makes the platform's WebCrypto one that does not know an algorithm. */
export function withoutAlgorithm(algorithm: string): void {
  const subtle = new Proxy(crypto.subtle, {
    get: (target, name) => {
      const method = Reflect.get(target, name) as (...given: unknown[]) => Promise<unknown>;
      return (...given: unknown[]) =>
        given.includes(algorithm)
          ? Promise.reject(new DOMException("Unrecognized name", "NotSupportedError"))
          : method.apply(target, given);
    },
  });
  vi.stubGlobal("crypto", { subtle, getRandomValues: crypto.getRandomValues.bind(crypto) });
}
