// Starts what is measured, each as a process of its own.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const LIMITS = ["--limit-conversations", "100000"];
const TICKS_PER_SECOND = 100; // of Linux's process accounting

/** Answers its process, its address and the WebSocket's. */
export async function startParley(program) {
  const process = spawn(program, ["serve", "--ephemeral", "--port", "0", ...LIMITS]);
  const [url] = await printed(process, /http:\/\/\S+?(?=[\s.]*$)/);
  return { process, url, uri: new URL("/v3/wsconnect", url.replace("http", "ws")).href };
}

/** Answers its process and its address. */
export async function startBroadcast(java, classPath) {
  const words = ["-XX:+UseSerialGC", "-cp", classPath, "parley.bench.bound.Broadcast"];
  const process = spawn(java, words);
  const [uri] = await printed(process, /ws:\S+/);
  return { process, uri };
}

export async function startStandIn(conversations, messages) {
  const words = ["stand-in/server.mjs", "--conversations", conversations, "--messages", messages];
  const process = spawn("node", words.map(String));
  const [uri] = await printed(process, /ws:\S+/);
  return { process, uri };
}

async function printed(process, pattern) {
  process.stderr.resume();
  for await (const line of createInterface({ input: process.stdout })) {
    const match = pattern.exec(line);
    if (match) {
      process.stdout.resume();
      return match;
    }
  }
  throw new Error(`${process.spawnfile} did not start`);
}

/** The processor time that a process has taken, user and system. */
export function cpuMilliseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
}
