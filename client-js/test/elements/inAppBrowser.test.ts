import { expect, test } from "vitest";

import { appAround, systemOf } from "../../src/elements/join/inAppBrowser.js";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15";
const PIXEL = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/139.0.0.0 Mobile";

test.each([
  [`${IPHONE} Mobile/15E148 Instagram 390.0.0`, "Instagram", "ios"],
  [`${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/521.0]`, "Facebook", "ios"],
  [`${PIXEL} MicroMessenger/8.0.60`, "WeChat", "android"],
  ["Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36", "", "android"],
] as const)("%s is inside an app", (userAgent, app, system) => {
  expect([appAround(userAgent), systemOf(userAgent)]).toEqual([app, system]);
});

test.each([`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`, `${PIXEL} Safari/537.36`])(
  "%s is a browser of its own",
  (userAgent) => {
    expect(appAround(userAgent)).toBeNull();
  },
);
