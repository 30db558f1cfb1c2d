// The first import takes the invite out of the address bar; nothing may run before it.
import "./takenInvite.js";

import { speakFirst } from "./language.js";
import { LkApp } from "./lkApp.js";

// Nothing is shown in one language and then in another. No await: modules that are loaded for it
// may import from this one's file.
void speakFirst().then(() => {
  customElements.define("lk-app", LkApp);
});
