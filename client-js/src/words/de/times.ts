import type { TimeWords } from "../en/times.js";

export const times: TimeWords = { today: "Heute", yesterday: "Gestern" };
