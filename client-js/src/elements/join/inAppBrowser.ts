const APPS: readonly (readonly [RegExp, string])[] = [
  [/FBAN|FBAV/, "Facebook"],
  [/Instagram/, "Instagram"],
  [/MicroMessenger/, "WeChat"],
  [/\bLine\//, "LINE"],
  [/LinkedInApp/, "LinkedIn"],
  [/Snapchat/, "Snapchat"],
  [/BytedanceWebview|musical_ly|TikTok/, "TikTok"],
  [/Twitter/, "X"],
  [/Pinterest\//, "Pinterest"],
  [/Telegram/, "Telegram"],
  [/; wv\)/, ""],
];

/**
 * The app whose own browser shows this page, by what it calls itself: "" for one that does not say
 * which it is, and null for a browser of its own.
 */
export function appAround(userAgent: string): string | null {
  return APPS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
}

/** The system whose way to the real browser is to be described. */
export function systemOf(userAgent: string): "ios" | "android" | "other" {
  if (/iPhone|iPad|iPod/.test(userAgent)) {
    return "ios";
  }
  return userAgent.includes("Android") ? "android" : "other";
}
