import type { ScanningWords } from "../en/scanning.js";

export const scanning: ScanningWords = {
  title: "Einladung scannen",
  ownCamera:
    "Die Kamera-App eines Handys kann das auch: Richte sie auf den Code und öffne den Link.",
  byCamera: "Mit Kamera oder Bild",
  byLink: "Mit Link",
  choosePicture: "Ein Bild des Codes wählen",
  useCamera: "Kamera benutzen",
  allow: "Bitte erlaube die Kamera, wenn dein Browser fragt.",
  cameraPicture: "Kamerabild",
  holdSteady: "Halt den Code ruhig ins Bild, bei gutem Licht.",
  stopCamera: "Kamera anhalten",
  switchedOff: "Die Kamera wurde ausgeschaltet, während niemand diese Seite sah.",
  starts: "Die Kamera startet …",
  late:
    "Noch nichts. Geh näher heran, mach mehr Licht, oder zeig den Code auf dem anderen Bildschirm " +
    "größer.",
  camera: "Kamera",
  cameraNumber: (number) => `Kamera ${String(number)}`,
  light: "Licht",
  several: "In diesem Bild sind mehrere Codes. Welchen meinst du?",
  severalNews: "In diesem Bild sind mehrere Codes.",
  inviteNumber: (number) => `Einladung ${String(number)}`,
  handoverNumber: (number) => `Umzug ${String(number)}`,
  noCode: "In diesem Bild war kein QR-Code zu lesen. Versuch es schärfer oder näher.",
  foundNews: "Einladung gefunden.",
  troubles: {
    denied:
      "Die Kamera wurde nicht erlaubt. Du kannst sie in der Adressleiste des Browsers erlauben, oder " +
      "ein Bild wählen.",
    missing: "Keine Kamera gefunden. Wähl ein Bild des Codes, oder füg den Link ein.",
    busy:
      "Ein anderes Programm benutzt die Kamera. Schließ es und versuch es noch einmal, oder wähl ein " +
      "Bild.",
    forbidden:
      "Diese Seite darf die Kamera hier nicht benutzen. Wähl ein Bild, oder füg den Link ein.",
    unsupported: "Dieser Browser gibt Seiten keine Kamera. Wähl ein Bild, oder füg den Link ein.",
  },
};
