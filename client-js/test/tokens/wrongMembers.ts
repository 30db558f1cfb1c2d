import { CLAIMS, HEADER, NOW, WEEK } from "./forgery.js";

const SMALL = { kty: "OKP", crv: "Ed25519", x: "DJF691OtXkT51YbS45TVGApMVuqa2SsBS48a6GnOewE" };
const NO_VALUES = [undefined, null, true, false, 0, 1, -1, 1.5, "", " ", [], {}, [[]]];

/** Changes to the header, each of which makes it one that nobody takes. */
export const HEADERS: readonly object[] = [
  ...["alg", "typ", "kid"].flatMap((name) => NO_VALUES.map((value) => ({ [name]: value }))),
  ...Object.entries(HEADER).flatMap(([name, value]) => [
    { [name]: [value] },
    { [name]: { value } },
    { [name]: `${value} ` },
    { [name]: ` ${value}` },
    { [name]: `${value}\0` },
    { [name]: value.toUpperCase() },
    { [name]: value.slice(0, -1) },
  ]),
  ...["EdDSA", "ed25519", "ED25519", "Ed25519ph", "Ed25519ctx", "Ed448", "-8"].map((alg) => ({
    alg,
  })),
  ...["none", "None", "NONE", "nOnE", "none\0", "\0none"].map((alg) => ({ alg })),
  ...[
    "HS256",
    "HS384",
    "HS512",
    "RS256",
    "PS256",
    "ES256",
    "ES256K",
    "dir",
    "ECDH-ES",
    "A256KW",
  ].map((alg) => ({ alg })),
  ...["JWT", "jwt", "Invite+jwt", "INVITE+JWT", "invite", "invite-jwt", "invite+JWT"].map(
    (typ) => ({
      typ,
    }),
  ),
  ...["application/invite+jwt", "text/invite+jwt", "invite+jwt;x=1", "invite+jwt,x"].map((typ) => ({
    typ,
  })),
  ...["access+jwt", "dpop+jwt", "refresh+jwt", "invite+jwt+jwt", "ınvite+jwt"].map((typ) => ({
    typ,
  })),
  ...["k2", "k", "k11", "K1", "k1/", "./k1", "../k1", "/dev/null", "k1%00", "k1?", "k1#"].map(
    (kid) => ({
      kid,
    }),
  ),
  ...["' OR 1=1 --", "k1|id", "$(id)", "k1;", "http://evil.example/k1", "k1\n", "k\u0131"].map(
    (kid) => ({
      kid,
    }),
  ),
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "get", "size", "k".repeat(33)].map(
    (kid) => ({ kid }),
  ),
  { crit: [] },
  { crit: ["exp"] },
  { crit: ["b64"], b64: false },
  { b64: false },
  { b64: true },
  { zip: "DEF" },
  { cty: "JWT" },
  { enc: "A256GCM" },
  { epk: SMALL },
  { p2c: 2_000_000_000, p2s: "AAAA" },
  { apu: "AAAA", apv: "AAAA" },
  { jwk: SMALL },
  { jku: "https://evil.example/jwks.json" },
  { x5u: "https://evil.example/cert.pem" },
  { x5c: ["AAAA"] },
  { x5t: "AAAA" },
  { "x5t#S256": "AAAA" },
  { url: "https://broker.example" },
  { nonce: "AAAA" },
  { iss: CLAIMS.iss },
  { x: 1 },
  { ALG: "Ed25519" },
  { "alg ": "none" },
  { "": 1 },
  { constructor: 1 },
];

/** Changes to the claims, each of which makes them ones that nobody takes. */
export const CLAIM_SETS: readonly object[] = [
  ...Object.entries(CLAIMS).flatMap(([name, value]) => [
    ...NO_VALUES.map((wrong) => ({ [name]: wrong })),
    { [name]: [value] },
    { [name]: { value } },
    { [name]: typeof value === "string" ? `${value} ` : String(value) },
    { [name]: typeof value === "string" ? ` ${value}` : value / 10 },
    { [name]: typeof value === "string" ? `${value}\0` : value * 1000 },
    { [name]: typeof value === "string" ? value.slice(0, -1) : -value },
  ]),
  ...NO_VALUES.filter((value) => value !== undefined && value !== 0 && value !== 1).map((nbf) => ({
    nbf,
  })),
  ...[
    "https://broker.example/",
    "https://broker.example:443",
    "https://BROKER.example",
    "HTTPS://broker.example",
    "http://broker.example",
    "https://broker.example.",
    "https://user@broker.example",
    "https://broker.example.evil.example",
    "https://evil.example/https://broker.example",
    "https://broker.example?",
    "https://broker.example#",
    "https://brоker.example",
    "broker.example",
    "//broker.example",
  ].map((iss) => ({ iss })),
  ...[
    "urn:latchkey:access",
    "urn:latchkey:JOIN",
    "URN:latchkey:join",
    "urn:latchkey:join/",
    "urn:latchkey:join,urn:latchkey:access",
    "urn:latchkey",
    "https://broker.example",
    "*",
  ].map((aud) => ({ aud })),
  { aud: ["urn:latchkey:join", "urn:latchkey:access"] },
  ...["Editor", "EDITOR", "editor,host", "owner", "admin", "root", "*", "host\0", "ḣost"].map(
    (role) => ({
      role,
    }),
  ),
  ...["constructor", "__proto__", "toString"].map((role) => ({ role })),
  ...[
    "AAECAwQFBgcICQoLDA0ODx", // stray bits
    "AAECAwQFBgcICQoLDA0ODw==",
    "AAECAwQFBgcICQoLDA0OD/",
    "AAECAwQFBgcICQoLDA0ODw/",
    "../AwQFBgcICQoLDA0ODw",
    CLAIMS.sid,
    "A".repeat(1000),
  ].map((jti) => ({ jti })),
  ...[
    "AAECAwQFBgcICQoLDA0ODxAREhN",
    "AAECAwQFBgcICQoLDA0ODxAREhM=",
    CLAIMS.jti,
    "A".repeat(1000),
  ].map((sid) => ({ sid })),
  { exp: NOW },
  { exp: NOW - 1 },
  { iat: NOW - 10, exp: NOW },
  { iat: NOW, exp: NOW + WEEK + 1 },
  { iat: NOW - 1, exp: NOW + WEEK },
  { iat: 0, exp: Number.MAX_SAFE_INTEGER },
  { iat: NOW + 1, exp: NOW + 2 },
  { iat: NOW + 2, exp: NOW + 1 },
  { nbf: NOW + 1 },
  { nbf: Number.MAX_SAFE_INTEGER },
  { iat: NOW * 1000, exp: NOW * 1000 + 1 },
];
