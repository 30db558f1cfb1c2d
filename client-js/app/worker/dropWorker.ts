// Served in the place of shellWorker.ts: takes over at once from whatever worker was there, deletes what
// ours has kept, and goes.

declare const self: ServiceWorkerGlobalScope;

self.addEventListener("install", () => {
  void self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(drop());
});

async function drop(): Promise<void> {
  const { pathname } = new URL(self.registration.scope);
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith(`latchkey-shell:${pathname}:`));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

export {};
