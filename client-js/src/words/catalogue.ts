import type { FrameWords } from "./en/frame.js";
import type { LinkWords } from "./en/links.js";
import type { ProblemWords } from "./en/problems.js";
import type { RoleWords } from "./en/roles.js";
import type { StartWords } from "./en/start.js";
import type { TimeWords } from "./en/times.js";

/** Every word of the application, by area. The English ones give the type. */
export interface Catalogue {
  readonly frame: FrameWords;
  readonly links: LinkWords;
  readonly problems: ProblemWords;
  readonly roles: RoleWords;
  readonly start: StartWords;
  readonly times: TimeWords;
}
