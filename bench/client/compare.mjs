// The unmodified SDK against Parley and against the bare stand-in, in turns, for users with few and
// with many conversations:
//   node compare.mjs --program ../../server/target/parley/bin/parley [--sizes 10,100,1000]
//     [--sdk 3] [--rounds 3] [--messages 3]
// Prints one line of JSON for each size. Parley serves from a temporary directory of its own.
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
  },
});
const sizes = options.sizes.split(",").map(Number);

const parley = await startParley(options.program);
try {
  const tokens = await furnish(parley, sizes, Number(options.messages));
  await measure(parley.uri, tokens.at(-1)); // the first answers load classes
  for (const [i, size] of sizes.entries()) await compare(size, tokens[i]);
} finally {
  parley.process.kill();
}

async function compare(size, token) {
  const standIn = await startStandIn(size, Number(options.messages));
  const took = { parley: [], standIn: [], serverCpu: [] };
  for (let round = 0; round < Number(options.rounds); round++) {
    took.standIn.push((await measure(standIn.uri)).milliseconds);
    const before = cpuMilliseconds(parley.process.pid);
    took.parley.push((await measure(parley.uri, token)).milliseconds);
    took.serverCpu.push(cpuMilliseconds(parley.process.pid) - before);
  }
  standIn.process.kill();
  const [ours, bare, cpu] = [took.parley, took.standIn, took.serverCpu].map(median);
  console.log(
    JSON.stringify({
      ...{ sdk: options.sdk, conversations: size, parley: took.parley, standIn: took.standIn },
      ...{ times: rounded(ours / bare, 3), serverCpuPerConversation: rounded(cpu / size, 3) },
    }),
  );
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
