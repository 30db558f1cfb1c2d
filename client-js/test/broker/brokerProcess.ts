import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const JAR = new URL("../../../broker/target/latchkey-broker.jar", import.meta.url);
const JVM_FOLDER = "/usr/lib/jvm";
const START_MS = 30_000;
const READY = "Latchkey is ready";

export interface BrokerProcess {
  readonly url: string;
  /**
   * Sends it the signal and resolves with its exit code when it has ended; null if the signal ended it:
   * SIGKILL leaves it no chance to finish anything.
   */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a real broker that forgets everything when it is stopped, on a free port. `onOutput` gets
 * what it writes to its log.
 */
export async function startBroker(
  settings: Readonly<Record<string, string>> = {},
  onOutput: (text: string) => void = () => undefined,
): Promise<BrokerProcess> {
  const jar = jarFile();
  const folder = await mkdtemp(join(tmpdir(), "latchkey-"));
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const child = spawn(java(), ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar], {
    cwd: folder,
    env: {
      LATCHKEY_LISTEN: `127.0.0.1:${String(port)}`,
      LATCHKEY_MANAGEMENT_LISTEN: "127.0.0.1:0",
      LATCHKEY_PUBLIC_URL: url,
      LATCHKEY_STORE: "memory:",
      LATCHKEY_DATA_DIR: folder,
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      onOutput(chunk.toString());
    });
  }
  const stop = async (): Promise<void> => {
    await ended(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, end: (signal) => ended(child, signal), stop };
}

/** Runs a command of the operator, with these settings, until it is done. */
export async function runCommand(
  settings: Readonly<Record<string, string>>,
  ...command: readonly string[]
): Promise<void> {
  const child = spawn(java(), ["-XX:TieredStopAtLevel=1", "-jar", jarFile(), ...command], {
    env: settings,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) {
    throw new Error(`The command ${command.join(" ")} ended with ${String(code)}.`);
  }
}

function jarFile(): string {
  const jar = process.env.LATCHKEY_JAR ?? fileURLToPath(JAR);
  if (!existsSync(jar)) {
    throw new Error("The broker is not built: run ./run or mvn package first.");
  }
  return jar;
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = "";
    const fail = (why: string): void => {
      reject(new Error(`The broker ${why}:\n${output}`));
    };
    const timer = setTimeout(() => {
      fail("did not start in time");
    }, START_MS);
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      if (output.includes(READY)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", () => {
      clearTimeout(timer);
      fail("did not start");
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve(child.exitCode);
      return;
    }
    child.once("exit", (code) => {
      resolve(code);
    });
    child.kill(signal);
  });
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}

/** The `java` of a JDK of at least 25: what JAVA_HOME names, else the newest one of the system. */
function java(): string {
  const installed = existsSync(JVM_FOLDER) ? readdirSync(JVM_FOLDER) : [];
  const homes = [process.env.JAVA_HOME ?? "", ...installed.map((name) => join(JVM_FOLDER, name))];
  const newest = homes
    .map((home) => ({ home, major: majorOf(home) }))
    .filter(({ major }) => major >= 25)
    .sort((a, b) => b.major - a.major)[0];
  if (newest === undefined) {
    throw new Error("The broker needs a JDK 25 or newer: install one, or set JAVA_HOME.");
  }
  return join(newest.home, "bin", "java");
}

function majorOf(home: string): number {
  const release = join(home, "release");
  const text = home !== "" && existsSync(release) ? readFileSync(release, "utf8") : "";
  return Number(/^JAVA_VERSION="(\d+)/m.exec(text)?.[1] ?? 0);
}
