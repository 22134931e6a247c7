// The unmodified SDK against Parley and against the bare stand-in, in turns, for users with few and
// with many conversations:
//   node compare.mjs --program ../../server/target/parley/bin/parley [--sizes 10,100,1000]
//     [--sdk 3] [--rounds 3] [--messages 3] [--warm-ups 5]
// Prints one line of JSON for each size. Parley serves from a temporary directory of its own, and
// has as many starts before it is measured: the compiler of its JVM takes the other processor.
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { furnish } from "./furnish.mjs";
import { cpuMilliseconds, startParley, startStandIn } from "./servers.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    sizes: { type: "string", default: "10,100,1000" },
    sdk: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    messages: { type: "string", default: "3" },
    "warm-ups": { type: "string", default: "5" },
  },
});
const sizes = options.sizes.split(",").map(Number);

const parley = await startParley(options.program);
try {
  const tokens = await furnish(parley, sizes, Number(options.messages));
  const busiest = tokens[sizes.indexOf(Math.max(...sizes))];
  for (let i = 0; i < Number(options["warm-ups"]); i++) await measure(parley.uri, busiest);
  for (const [i, size] of sizes.entries()) await compare(size, tokens[i]);
} finally {
  parley.process.kill();
}

async function compare(size, token) {
  const standIn = await startStandIn(size, Number(options.messages));
  const ours = { ...parley, token, took: [], cpu: [] };
  const bare = { ...standIn, took: [], cpu: [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    for (const one of [bare, ours]) await measureWithCpu(one, size);
  }
  standIn.process.kill();
  const told = ({ took, cpu }) => ({ took, cpuPerConversation: rounded(median(cpu), 3) });
  const times = rounded(median(ours.took) / median(bare.took), 3);
  const { sdk } = options;
  console.log(
    JSON.stringify({ sdk, conversations: size, parley: told(ours), standIn: told(bare), times }),
  );
}

async function measureWithCpu(one, size) {
  const before = cpuMilliseconds(one.process.pid);
  one.took.push((await measure(one.uri, one.token)).milliseconds);
  one.cpu.push((cpuMilliseconds(one.process.pid) - before) / size);
}

/** In a process of its own, so that none finds the SDK warmed up by another. */
async function measure(uri, token) {
  const words = ["measure.mjs", "--url", uri, "--sdk", options.sdk, "--runs", "1"];
  if (token) words.push("--token", token);
  return JSON.parse((await promisify(execFile)("node", words)).stdout);
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

function rounded(value, digits) {
  return Number(value.toFixed(digits));
}
