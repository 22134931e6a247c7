// How fast messages reach many connected clients, what an append costs beside one that nobody hears,
// what an idle connection costs, and how long a crowd takes that comes back at once:
//   node fan-out.mjs --program ../../server/target/parley/bin/parley [--members 100]
//     [--messages 1000] [--idle 5000]
// Prints one line of JSON for each. The crowd is a process of its own only in part: it shares the
// machine with the server, and a delivery counts when it has been taken apart.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Crowd } from "./crowd.mjs";
import { rest, token } from "./furnish.mjs";
import { cpuMilliseconds, startParley } from "./servers.mjs";

const option = (value) => ({ type: "string", default: value });
const { values } = parseArgs({
  options: {
    ...{ program: { type: "string" }, members: option("100") },
    ...{ messages: option("1000"), idle: option("5000") },
  },
});
const [members, messages, idle] = [values.members, values.messages, values.idle].map(Number);
const WRITERS = 8;

const parley = await startParley(values.program);
const { pid } = parley.process;
const call = rest(parley.url);
try {
  const { default_chat_service_sid: service } = await call("GET", "/v1/Configuration");
  const tokens = Array.from({ length: members }, (_, i) => token(`member-${i}`, service));
  await fanOut(tokens);
  await holdIdle(token("idle", service));
} finally {
  parley.process.kill();
}

async function fanOut(tokens) {
  const [silent, loud] = [await conversation(), await conversation()];
  const written = new Map();
  const late = [];
  const crowd = new Crowd(parley.uri, (text) => late.push(performance.now() - written.get(text)));
  await crowd.connect(tokens, loud);
  for (const sid of [silent, loud, silent, loud]) await append(sid); // until the JVM has settled
  const alone = await append(silent);
  [late.length, crowd.heard] = [0, 0];
  const began = performance.now();
  const heard = await append(loud, written);
  while (crowd.heard < members * messages) await new Promise((resolve) => setTimeout(resolve, 2));
  const seconds = (performance.now() - began) / 1000;
  late.sort((a, b) => a - b);
  print({
    ...{ members, messages, deliveriesPerSecond: Math.round((members * messages) / seconds) },
    ...{ p50: late[late.length >> 1], p99: late[Math.floor(late.length * 0.99)] },
    appendCpuTimes: heard / alone,
  });
  crowd.close();
}

async function conversation() {
  const { sid } = await call("POST", "/v1/Conversations", {});
  for (let i = 0; i < members; i++) {
    await call("POST", `/v1/Conversations/${sid}/Participants`, { Identity: `member-${i}` });
  }
  return sid;
}

/** Answers the processor time of the server for one message, in milliseconds. */
async function append(sid, written = new Map()) {
  const before = cpuMilliseconds(pid);
  let next = 0;
  const writer = async () => {
    while (next < messages) {
      const Body = `message ${next++}`;
      written.set(Body, performance.now());
      await call("POST", `/v1/Conversations/${sid}/Messages`, { Body });
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  return (cpuMilliseconds(pid) - before) / messages;
}

async function holdIdle(one) {
  const before = residentKib();
  const crowd = new Crowd(parley.uri);
  const tokens = Array.from({ length: idle }, () => one);
  await crowd.connect(tokens);
  const kib = (residentKib() - before) / idle;
  crowd.close();
  const began = performance.now();
  await crowd.connect(tokens);
  print({ idle, kibPerConnection: kib, backWithinSeconds: (performance.now() - began) / 1000 });
  crowd.close();
}

function residentKib() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

function print(numbers) {
  console.log(JSON.stringify(numbers, (_, v) => (typeof v === "number" ? Math.round(v * 100) / 100 : v)));
}
