import type { Catalogue } from "./catalogue.js";
import { frame } from "./de/frame.js";
import { links } from "./de/links.js";
import { problems } from "./de/problems.js";
import { roles } from "./de/roles.js";
import { start } from "./de/start.js";
import { times } from "./de/times.js";

/** German. Readers are addressed as “du”, alone, and the people in a session as “ihr”. */
export const de: Catalogue = {
  frame,
  links,
  problems,
  roles,
  start,
  times,
};
