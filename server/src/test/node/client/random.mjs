// Two clients and REST change whatever they can while lines are cut at random. In the end each
// client must see what REST tells, and must have heard once of every message of the rooms that it
// never left, and every connection must have been told each change once. PARLEY_SEED has the same
// things happen again, as far as what goes on at once allows.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Chance } from "./chance.mjs";
import { Someone, range, until } from "./kit.mjs";
import { Listener } from "./listener.mjs";
import { MOVES } from "./moves.mjs";
import { other } from "./parley.mjs";
import { messagesTold, seenBy, toldOf } from "./views.mjs";
import { wrong } from "./wire.mjs";

const COUNT = Number(process.env.PARLEY_MOVES ?? 300);
const AT_ONCE_MAX = 8;
const BETWEEN_MS = 10;

const chance = new Chance(process.env.PARLEY_SEED);
const people = [await Someone.arrives("ada"), await Someone.arrives("ben", other)];
const world = { people, chance, steady: [], loose: [] };
const refusals = new Map();
console.log(`seed ${chance.seed}`);
try {
  await furnish();
  for (const one of people) one.listener = new Listener(one.client);
  await happen();
  for (const one of people) await compare(one);
  console.log("refused or cut off:", Object.fromEntries(refusals));
  console.log(`all is equal after ${COUNT} moves`);
  process.exit(0);
} catch (error) {
  console.log(error);
  process.exit(1);
}

async function furnish() {
  const [ada, ben] = people;
  for (const group of [world.steady, world.steady, world.loose, world.loose]) {
    const room = await ada.client.createConversation();
    await room.join();
    await room.add("ben");
    await ben.hears("conversationJoined", ({ sid }) => sid === room.sid);
    group.push(room.sid);
  }
}

async function happen() {
  const pending = new Set();
  for (const i of range(0, COUNT)) {
    const move = chance.weighed(MOVES);
    const done = move(world).catch((error) => tolerate(`move ${i}, ${move.name}`, error));
    pending.add(done.finally(() => pending.delete(done)) && done);
    await pause(BETWEEN_MS);
    if (pending.size >= AT_ONCE_MAX) {
      mendAll();
      await Promise.race(pending);
    }
  }
  mendAll();
  await Promise.all(pending);
}

function mendAll() {
  for (const { line } of people) line.mend();
}

/** Takes what may well happen: somebody was cut off, was removed, or came too late. */
function tolerate(what, error) {
  const cutOff = /disconnected|timed out|closed/.test(error.message);
  if (!cutOff && ![403, 404, 409].includes(error.status)) {
    throw new Error(`${what} failed: ${error.message}`, { cause: error });
  }
  const kind = cutOff ? "cut off" : `${error.status}`;
  refusals.set(kind, (refusals.get(kind) ?? 0) + 1);
}

async function compare({ identity, client, listener }) {
  await until(`${identity} is back`, () => client.connectionState === "connected");
  for (const sid of world.steady) {
    await agree(`what ${identity} has heard`, () => listener.told(sid), () => messagesTold(sid));
  }
  // Who is removed from a room and added again while the SDK still gets it ready has two objects of
  // it from then on, and each of them tells the application what Parley has told once.
  assert.deepEqual(listener.twice.filter((sid) => world.steady.includes(sid)), []);
  assert.deepEqual(wrong, []);
  await agree(`what ${identity} sees`, () => seenBy(client), () => toldOf(identity));
}

/** Waits until what is seen is what is told; else shows where not. */
async function agree(what, see, tell) {
  let views;
  const equal = async () => {
    views = [await see(), await tell()];
    return isDeepStrictEqual(...views);
  };
  await until(what, equal).catch((error) => {
    console.log(`not equal: ${what}`);
    if (views) assert.deepEqual(...views);
    throw error;
  });
}
