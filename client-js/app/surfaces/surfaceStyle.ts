import { addPageStyle } from "./pageStyle.js";
import style from "./surface.css?inline";

addPageStyle(style);
