// The first import takes the invite out of the address bar; nothing may run before it.
import "./takenInvite.js";

import "./lkApp.js";
