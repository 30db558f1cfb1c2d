export { decodeBase64Url, encodeBase64Url } from "./base64Url.js";
