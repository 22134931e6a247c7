// How fast messages reach many connected clients, beside the bare library that does it, what an
// append costs beside one that nobody hears, what idle connections cost, and how long a crowd takes
// that comes back at once:
//   node fan-out.mjs --program ../../server/target/parley/bin/parley --class-path ... [--java java]
//     [--members 100] [--messages 500] [--idle 10000] [--storm 5000]
// Prints a table. The crowd is one process on the same machine, and takes of its processors, too.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { BareCrowd, Crowd, speaker } from "./crowd.mjs";
import { rest, token } from "./furnish.mjs";
import { Run, WRITERS } from "./run.mjs";
import { startBroadcast, startParley } from "./servers.mjs";
import { head, percentile, row } from "./table.mjs";

const option = (value) => ({ type: "string", default: value });
const { values } = parseArgs({
  options: {
    ...{ program: { type: "string" }, "class-path": { type: "string" }, java: option("java") },
    ...{ members: option("100"), messages: option("500"), idle: option("10000"), storm: option("5000") },
  },
});
const [members, messages] = [Number(values.members), Number(values.messages)];
const HALF = 25_000; // deliveries a second, while they are timed
const FRAME_BYTES = 640; // of a message that Parley tells
const SETTLED_MILLIS = 8000; // after which the server has given back the memory it does not need

const parley = await startParley(values.program);
const { pid } = parley.process;
const call = rest(parley.url);
const bare = await startBroadcast(values.java, values["class-path"]);
try {
  head("what", "Parley", "the bare library", "times");
  const { default_chat_service_sid: service } = await call("GET", "/v1/Configuration");
  await holdIdle(token("idle", service)); // first: memory that was used before would be used again
  await fanOut(Array.from({ length: members }, (_, i) => token(`member-${i}`, service)));
} finally {
  parley.process.kill();
  bare.process.kill();
}

async function fanOut(tokens) {
  const [silent, loud] = [await conversation(), await conversation()];
  const ours = new Run(new Crowd(parley.uri, (text) => ours.hear(text)), pid, (text) =>
    call("POST", `/v1/Conversations/${loud}/Messages`, { Body: text }),
  );
  await ours.crowd.connect(tokens, loud);
  const speakers = await Promise.all(Array.from({ length: WRITERS }, () => speaker(bare.uri)));
  const theirs = new Run(new BareCrowd(bare.uri, (text) => theirs.hear(text)), bare.process.pid, (text, i) =>
    speakers[i](text.padEnd(FRAME_BYTES)),
  );
  await theirs.crowd.connect(members);
  const quiet = new Run({ heard: 0 }, pid, (text) =>
    call("POST", `/v1/Conversations/${silent}/Messages`, { Body: text }),
  );
  const runs = [[quiet, 0], [ours, members], [theirs, members]];
  for (let i = 0; i < 2; i++) for (const [run, who] of runs) await run.atOnce(messages, who); // JVMs settle
  const [alone, most, bareMost] = [
    await quiet.atOnce(messages, 0),
    await ours.atOnce(messages, members),
    await theirs.atOnce(messages, members),
  ];
  compared(`deliveries a second to ${members} members`, most.rate * members, bareMost.rate * members);
  compared("processor time of a delivery, us", ...[most, bareMost].map((run) => (run.cpu / members) * 1000));
  const [paced, barePaced] = [await ours.paced(HALF / members), await theirs.paced(HALF / members)];
  compared(`half of ${HALF} deliveries a second, from acknowledged to received, ms`, ...p([paced, barePaced], 0.5), 2);
  compared("99 of 100, ms", ...p([paced, barePaced], 0.99), 2);
  row(`append beside ${members} who hear it, to one that nobody hears, CPU`, `${(most.cpu / alone.cpu).toFixed(2)} x`);
  ours.crowd.close();
  theirs.crowd.close();
}

function p(runs, part) {
  return runs.map((late) => percentile(late, part));
}

function compared(what, ours, theirs, digits = 0) {
  const times = theirs > 0 ? `${(ours / theirs).toFixed(2)} x` : "";
  row(what, ours.toFixed(digits), theirs.toFixed(digits), times);
}

async function conversation() {
  const { sid } = await call("POST", "/v1/Conversations", {});
  for (let i = 0; i < members; i++) {
    await call("POST", `/v1/Conversations/${sid}/Participants`, { Identity: `member-${i}` });
  }
  return sid;
}

async function holdIdle(one) {
  const tokens = (count) => Array.from({ length: count }, () => one);
  const crowd = new Crowd(parley.uri);
  await crowd.connect(tokens(100)); // what the first ones need is not for each
  const before = await residentKib();
  const idle = Number(values.idle);
  await crowd.connect(tokens(idle));
  const kib = ((await residentKib()) - before) / idle;
  row(`memory of one of ${idle} idle connections, KiB`, kib.toFixed(1));
  row("such connections in a GiB", Math.round((1 << 20) / kib));
  crowd.close();
  const began = performance.now();
  await crowd.connect(tokens(Number(values.storm)));
  row(`${values.storm} come back at once, s`, ((performance.now() - began) / 1000).toFixed(1));
  crowd.close();
}

async function residentKib() {
  execFileSync(values.java.replace(/java$/, "jcmd"), [`${pid}`, "GC.run"]);
  await pause(SETTLED_MILLIS);
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}
