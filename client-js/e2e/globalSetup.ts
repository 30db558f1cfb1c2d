import { startTestBroker } from "./broker.js";
import { setPlaces } from "./places.js";
import { startStaticHosting } from "./staticHosting.js";

/** One broker for all tests, and the pages a second time on another origin. */
async function globalSetup(): Promise<() => Promise<void>> {
  const hosting = await startStaticHosting();
  const broker = await startTestBroker(["null", hosting.origin]);
  hosting.nameBroker(broker.url);
  setPlaces({ broker: { url: broker.url, folder: broker.folder }, hostedUrl: hosting.url });
  return async () => {
    hosting.stop();
    await broker.stop();
  };
}

export { globalSetup as default };
