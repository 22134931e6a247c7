// The unmodified SDK against Parley and against the bare stand-in, in turns, for users with few and
// with many conversations:
//   node compare.mjs --program ../../server/target/parley/bin/parley [--sizes 10,100,1000,10000]
//     [--sdk 3] [--rounds 3] [--messages 3] [--warm-ups 5]
// Prints a row of a table for each size. Parley serves from a temporary directory of its own, and
// has as many starts before it is measured: the compiler of its JVM takes the other processor.
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { furnish } from "./furnish.mjs";
import { cpuMilliseconds, startParley, startStandIn } from "./servers.mjs";
import { head, median, row } from "./table.mjs";

const { values: options } = parseArgs({
  options: {
    program: { type: "string" },
    sizes: { type: "string", default: "10,100,1000,10000" },
    sdk: { type: "string", default: "3" },
    rounds: { type: "string", default: "3" },
    messages: { type: "string", default: "3" },
    "warm-ups": { type: "string", default: "5" },
  },
});
const sizes = options.sizes.split(",").map(Number);
const MUCH = 5000; // from here on two rounds tell enough

const parley = await startParley(options.program);
try {
  const tokens = await furnish(parley, sizes, Number(options.messages));
  const warm = Math.max(...sizes.filter((size) => size < MUCH));
  for (let i = 0; i < Number(options["warm-ups"]); i++) {
    await measure(parley.uri, tokens[sizes.indexOf(warm)]);
  }
  head(
    ...["conversations", "Parley, all, ms", "stand-in, all, ms", "times"],
    ...["Parley, first page, ms", "stand-in", "Parley's CPU, ms for each", "stand-in's", "client's CPU, times"],
  );
  for (const [i, size] of sizes.entries()) await compare(size, tokens[i]);
} finally {
  parley.process.kill();
}

async function compare(size, token) {
  const standIn = await startStandIn(size, Number(options.messages));
  const [ours, bare] = [{ ...parley, token, runs: [] }, { ...standIn, runs: [] }];
  const rounds = size < MUCH ? Number(options.rounds) : Math.min(2, Number(options.rounds));
  for (let round = 0; round < rounds; round++) {
    for (const one of [bare, ours]) one.runs.push(await measureWithCpu(one, size));
  }
  standIn.process.kill();
  const of = (one, name) => median(one.runs.map((run) => run[name]));
  const times = (name) => (of(ours, name) / of(bare, name)).toFixed(2);
  const whole = (one, name) => Math.round(of(one, name));
  row(
    ...[size, whole(ours, "all"), whole(bare, "all"), times("all")],
    ...[whole(ours, "firstPage"), whole(bare, "firstPage")],
    ...[of(ours, "cpu").toFixed(2), of(bare, "cpu").toFixed(2), times("clientCpu")],
  );
}

async function measureWithCpu(one, size) {
  const before = cpuMilliseconds(one.process.pid);
  const run = await measure(one.uri, one.token);
  if (run.conversations !== size) throw new Error(`${run.conversations} of ${size} are there`);
  return { ...run, cpu: (cpuMilliseconds(one.process.pid) - before) / size };
}

/** In a process of its own, so that none finds the SDK warmed up by another. */
async function measure(uri, token) {
  const words = ["measure.mjs", "--url", uri, "--sdk", options.sdk];
  if (token) words.push("--token", token);
  return JSON.parse((await promisify(execFile)("node", words)).stdout);
}
