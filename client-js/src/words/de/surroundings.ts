import type { SurroundingsWords } from "../en/surroundings.js";
import { say } from "../say.js";

export const surroundings: SurroundingsWords = {
  inApp: (app) => (app === "" ? "Du bist im Browser einer App." : `Du bist im Browser von ${app}.`),
  inAppMeans:
    "Kamera, Speichern und Wiederverbinden gehen hier vielleicht nicht, und die Sitzung bleibt in " +
    "dieser App. Noch ist nichts verbraucht: Öffne den Link besser in deinem richtigen Browser.",
  copyLink: "Link kopieren",
  howTo: "So öffnest du ihn dort",
  steps: {
    ios: "Drücke in dieser App den Kompass oder die drei Punkte, dann „In Safari öffnen“; oder füge den Link in Safari ein.",
    android:
      "Drücke in dieser App die drei Punkte, dann „Im Browser öffnen“; oder füge den Link in deinen Browser ein.",
    other: "Füge den Link in deinen Browser ein.",
  },
  forgetful:
    "Dieser Browser lässt Seiten nichts behalten (privater Modus vielleicht). Nach einem Neuladen " +
    "bräuchtest du eine neue Einladung.",
  exposedJoin: (host) =>
    say`Der Server hat das Geheimnis dieses Links gesehen. ${host} muss dich einlassen: Sprecht am Telefon, und vergleicht die Bilder, die ihr dann beide seht.`,
  lookAllTheSame: "Trotzdem um Einlass bitten",
  exposed: {
    title: "Diese Einladung ist nicht mehr sicher",
    text:
      "Ihr Geheimnis wurde dem Server gezeigt, und sie lässt ein, ohne einen Gastgeber zu fragen. " +
      "Wer dich eingeladen hat, soll sie zurückziehen und auf anderem Weg eine neue schicken.",
  },
  exposedMessage:
    "Ein Mailsystem hat meine Einladung verändert und ihr Geheimnis dem Server gezeigt. Bitte zieh " +
    "sie zurück, und schick mir auf anderem Weg eine neue.",
  newer: {
    title: "Dieser Link braucht eine neuere Fassung dieser Seite",
    text: "Es wurde nichts verbraucht. Lade die Seite neu; bleibt es dabei, ist der Server zu alt.",
  },
  reload: "Neu laden",
  askAgain: "Noch einmal bitten",
  askAgainSoon: "In einer halben Minute kannst du noch einmal bitten.",
  fullAgain: "Noch einmal versuchen",
  otherDevice: "Wie mache ich von meinem anderen Gerät aus weiter?",
  otherDeviceHow:
    "Öffne dort die Sitzung, wähle „Auf einem anderen Gerät weitermachen“, und scanne den Code mit " +
    "diesem Gerät.",
};
