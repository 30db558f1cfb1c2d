// Hocuspocus as its guide has it. With STORE, a folder, documents are kept there as an extension for
// a database would: Hocuspocus decides when (by default 2 s after a change).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Server } from "@hocuspocus/server";
import * as Y from "yjs";

const file = (name) => `${process.env.STORE}/${encodeURIComponent(name)}`;
const store = process.env.STORE && {
  async onLoadDocument({ document, documentName }) {
    if (existsSync(file(documentName))) Y.applyUpdate(document, readFileSync(file(documentName)));
  },
  async onStoreDocument({ document, documentName }) {
    writeFileSync(file(documentName), Y.encodeStateAsUpdate(document));
  },
};

await new Server({
  address: "127.0.0.1",
  port: Number(process.env.PORT),
  quiet: true,
  extensions: store ? [store] : [],
}).listen();
