// Two clients and REST chat through one address behind which two servers stand. Each of these is
// killed while they do. In the end all that was acknowledged is there once, and each client has
// heard once of every message, and sees what REST tells. Prints "nothing is lost" then.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Someone, until } from "./kit.mjs";
import { Listener } from "./listener.mjs";
import { ask, rest } from "./parley.mjs";
import { messagesTold, seenBy, toldOf } from "./views.mjs";

const EACH = 15; // messages of each writer between two events

const people = [await Someone.arrives("ada"), await Someone.arrives("ben")];
const [ada, ben] = people;
const acknowledged = [];
let cutOff = 0;
try {
  const sid = await meet();
  const chat = chatting(sid);
  await chat.goesOn();
  await ask("kill the first");
  await chat.goesOn();
  await ask("start another");
  await chat.goesOn();
  await ask("kill the second");
  await chat.goesOn();
  await chat.ends();
  await compare(sid);
  console.log(`nothing is lost of ${acknowledged.length} messages; ${cutOff} calls were cut off`);
  process.exit(0);
} catch (error) {
  console.log(error);
  process.exit(1);
}

async function meet() {
  const room = await ada.client.createConversation();
  await room.join();
  await room.add("ben");
  await ben.hears("conversationJoined", ({ sid }) => sid === room.sid);
  for (const one of people) one.listener = new Listener(one.client);
  return room.sid;
}

/** Three writers, each of whom says one thing after the other. */
function chatting(sid) {
  let over = false;
  const said = [0, 0, 0];
  const write = async (n, say) => {
    for (let i = 0; !over; i++) {
      const body = `${n}: ${i}`;
      try {
        await say(body);
        acknowledged.push(body);
        said[n]++;
      } catch (error) {
        tolerate(error);
        await pause(50);
      }
    }
  };
  const byRest = (body) => rest("POST", `/v1/Conversations/${sid}/Messages`, { Body: body });
  const by = (one) => async (body) => (await one.sees(sid)).sendMessage(body);
  const writers = [by(ada), by(ben), byRest].map((say, n) => write(n, say));
  return {
    /** Until each of them has said some more. */
    async goesOn() {
      const before = [...said];
      const all = () => said.every((count, n) => count >= before[n] + EACH);
      await until("all go on", all, () => `${said} after ${before}`);
    },
    async ends() {
      over = true;
      await Promise.all(writers);
    },
  };
}

/** Takes what happens to who is cut off: what he asked for may have been done, or not. */
function tolerate(error) {
  if (!/disconnected|timed out|closed|fetch failed|terminated|Can't connect/.test(error.message)) {
    throw error;
  }
  cutOff++;
}

async function compare(sid) {
  const bodies = Object.values(await messagesTold(sid)).map(({ body }) => body);
  assert.deepEqual(acknowledged.filter((body) => !bodies.includes(body)), []);
  assert.equal(new Set(bodies).size, bodies.length, "something was said twice");
  for (const { identity, client, listener, line } of people) {
    await until(`${identity} is back`, () => client.connectionState === "connected");
    await agree(`what ${identity} has heard`, () => listener.told(sid), () => messagesTold(sid));
    await agree(`what ${identity} sees`, () => seenBy(client), () => toldOf(identity));
    assert.deepEqual(listener.twice, []);
    assert.ok(line.ended > 0, `${identity} was never cut off`);
  }
}

async function agree(what, see, tell) {
  const equal = async () => isDeepStrictEqual(await see(), await tell());
  await until(what, equal).catch(async () => assert.deepEqual(await see(), await tell(), what));
}
