import * as Y from "yjs";

import { randomNumbers } from "../seed.js";
import { traceOf } from "./trace.js";
import type { SharedProvider, World } from "./world.js";

const ROUNDS = 10;
type Line = "open" | "held" | "cut" | "left";

interface Client {
  readonly number: number;
  readonly doc: Y.Doc;
  readonly provider: SharedProvider;
  readonly trace: readonly string[];
  line: Line;
}

export interface Outcome {
  readonly contents: readonly unknown[];
  readonly traces: readonly (readonly string[])[];
}

/**
 * Rounds of edits by clients who come, go, are cut off and wait. Who can see whom is settled before
 * each round, so that the same seed makes the same edits in every world.
 */
export async function play(world: World, seed: number): Promise<Outcome> {
  const random = randomNumbers(seed);
  const clients: Client[] = [];
  const count = 2 + Math.floor(random() * 4);
  for (let number = 1; number <= count; number++) {
    clients.push(await aClient(world, number, random));
  }
  await quiet(world, clients);
  for (let round = 0; round < ROUNDS; round++) {
    const harmed = clients.filter(({ line }) => line !== "open");
    for (const client of harmed.filter(() => random() < 0.5)) {
      await open(world, client);
    }
    await quiet(world, clients);
    for (const client of clients.filter((it) => it.line === "open" && !harmed.includes(it))) {
      await harm(world, client, random());
    }
    for (const { doc } of clients) {
      for (let edits = Math.floor(random() * 4); edits > 0; edits--) {
        edit(doc, random);
      }
    }
    await quiet(world, clients);
  }
  for (const client of clients) {
    await open(world, client);
  }
  await quiet(world, clients);
  return {
    contents: clients.map(({ doc }) => contentOf(doc)),
    traces: clients.map((it) => it.trace),
  };
}

async function aClient(world: World, number: number, random: () => number): Promise<Client> {
  const doc = new Y.Doc();
  doc.clientID = number;
  edit(doc, random);
  const provider = await world.add(number, doc);
  const trace = traceOf(provider);
  provider.connect();
  return { number, doc, provider, trace, line: "open" };
}

async function harm(world: World, client: Client, drawn: number): Promise<void> {
  if (drawn < 0.15) {
    world.hold(client.number);
    client.line = "held";
  } else if (drawn < 0.3) {
    await world.cut(client.number);
    client.line = "cut";
  } else if (drawn < 0.45) {
    client.provider.disconnect();
    client.line = "left";
  }
}

async function open(world: World, client: Client): Promise<void> {
  switch (client.line) {
    case "open":
      break;
    case "held":
      world.release(client.number);
      break;
    case "cut":
      await world.reach(client.number);
      break;
    case "left":
      client.provider.connect();
      break;
  }
  client.line = "open";
}

function quiet(world: World, clients: readonly Client[]): Promise<void> {
  return world.quiet(clients.filter(({ line }) => line === "open").map(({ number }) => number));
}

function edit(doc: Y.Doc, random: () => number): void {
  const text = doc.getText("text");
  const at = Math.floor(random() * (text.length + 1));
  const drawn = random();
  if (drawn < 0.5) {
    text.insert(at, `<${String(doc.clientID)}:${random().toString(36).slice(2, 6)}>`);
  } else if (drawn < 0.7) {
    text.delete(at, Math.min(text.length - at, 1 + Math.floor(random() * 6)));
  } else if (drawn < 0.85) {
    doc.getMap("map").set(`key ${String(Math.floor(random() * 4))}`, random());
  } else {
    doc.getArray("array").insert(0, [random()]);
  }
}

function contentOf(doc: Y.Doc): unknown {
  return {
    text: doc.getText("text").toJSON(),
    map: doc.getMap("map").toJSON() as unknown,
    array: doc.getArray("array").toJSON(),
  };
}
