"use strict";

const assert = require("node:assert/strict");
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const path = require("node:path");
const readline = require("node:readline");
const { after, before, beforeEach, describe, test } = require("node:test");
const { setTimeout: sleep } = require("node:timers/promises");
const { start, ParleyError } = require("..");

const BIN = path.join(__dirname, "../bin/parley-server.js");

describe("a server that runs", () => {
  let parley;

  before(async () => {
    parley = await start();
  });
  after(() => parley.stop());
  beforeEach(() => parley.reset());

  test("is empty, and empty again after a reset", async () => {
    assert.deepEqual(await conversations(parley), []);
    await parley.fixtures({ conversations: [{ unique_name: "general" }] });
    assert.deepEqual(await conversations(parley), ["general"]);
    await parley.reset();
    assert.deepEqual(await conversations(parley), []);
  });

  test("has a clock that stands where it is told to", async () => {
    const now = "2031-02-03T04:05:06Z";
    assert.deepEqual((await parley.clock({ frozen: true, now: new Date(now) })).now, now);
    await parley.advance("P1D");
    const { now: later, frozen } = await parley.clock();
    assert.deepEqual({ later, frozen }, { later: "2031-02-04T04:05:06Z", frozen: true });
  });

  test("goes back to a snapshot", async () => {
    await parley.fixtures({ conversations: [{ unique_name: "general" }] });
    await parley.snapshot("one-room");
    await parley.fixtures({ conversations: [{ unique_name: "other" }] });
    await parley.restore("one-room");
    assert.deepEqual(await conversations(parley), ["general"]);
  });

  test("has webhooks answered by a sink as it was told", async () => {
    const sink = parley.sink("before");
    await sink.answer({ status: 200, body: { body: "amended" } });
    const made = await parley.fixtures({
      webhook: { pre_webhook_url: sink.url, filters: ["onMessageAdd"] },
      conversations: [{ unique_name: "general" }],
    });
    const { sid } = made.services.default.conversations.general;
    const message = await parley.client.conversations.v1
      .conversations(sid)
      .messages.create({ body: "original", xTwilioWebhookEnabled: "true" });
    assert.equal(message.body, "amended");
    await sink.clear();
    assert.deepEqual(await sink.requests(), []);
  });

  test("answers as a fault says until it is cleared", async () => {
    await parley.fault({ route: "/v1/Conversations", status: 429 });
    await assert.rejects(conversations(parley), { name: "ParleyError", status: 429 });
    await parley.clearFaults();
    assert.deepEqual(await conversations(parley), []);
  });

  test("takes the tokens that its key has signed, also after a reset", async () => {
    const { AccessToken } = require("twilio").jwt;
    const { accountSid, keySid, keySecret } = parley;
    const token = new AccessToken(accountSid, keySid, keySecret, { identity: "ada" });
    const { default_chat_service_sid: serviceSid } = await parley.request("GET", "/v1/Configuration");
    token.addGrant(new AccessToken.ChatGrant({ serviceSid }));
    const answer = await fetch(`${parley.url}/v1/Users/ada`, {
      headers: { Authorization: `Bearer ${token.toJwt()}` },
    });
    assert.equal((await answer.json()).identity, "ada");
  });

  test("tells what it refuses with the API's code", async () => {
    const refused = parley.fixtures({ conversation: [] });
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof ParleyError);
      assert.match(error.message, /conversation/);
      return error.status === 400 && error.code === 20422;
    });
  });
});

test("settings of another server in the environment are not for that of the tests", async () => {
  process.env.PARLEY_HTTP_CONNECTIONS = "none";
  try {
    await (await start()).stop();
  } finally {
    delete process.env.PARLEY_HTTP_CONNECTIONS;
  }
});

test("a start that fails tells what the server said", async () => {
  await assert.rejects(start({ options: ["--http-connections=none"] }), /http-connections/);
});

test("without a packaged server it is told where that was looked for", async () => {
  await assert.rejects(start({ options: ["--data=/nowhere"] }), /PARLEY_AUTH_TOKEN/);
  await assert.rejects(start({ home: "/nowhere" }), /\/nowhere\/bin\/parley is missing/);
});

test("the server ends with the process that started it, though that was killed", async () => {
  const starter = script("start().then(({ url }) => { console.log(url); setInterval(() => {}, 1e6); })");
  const [url] = await once(lines(starter), "line");
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
  starter.kill("SIGKILL");
  await ended(url);
});

test("a test run that does not stop its server ends all the same, and so does the server", async () => {
  const starter = script("start().then(({ url }) => console.log(url))");
  const [url] = await once(lines(starter), "line");
  assert.deepEqual(await once(starter, "exit"), [0, null]);
  await ended(url);
});

test("the command serves with the options that it is given, until it is told to end", async () => {
  const command = spawn(process.execPath, [BIN, "--port=0"], { stdio: ["ignore", "pipe", "inherit"] });
  const said = lines(command);
  let url;
  while (!url) url = /is ready on (\S+)/.exec((await once(said, "line"))[0])?.[1];
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
  command.kill("SIGTERM");
  assert.deepEqual(await once(command, "exit"), [0, null]);
});

test("the command tells what is wrong", async () => {
  const command = spawn(process.execPath, [BIN, "--prot=0"], { stdio: ["ignore", "ignore", "pipe"] });
  const [line] = await once(lines({ stdout: command.stderr }), "line");
  assert.match(line, /prot/);
});

async function conversations(parley) {
  const { conversations } = await parley.request("GET", "/v1/Conversations");
  return conversations.map((conversation) => conversation.unique_name);
}

/** A process of its own, which can start servers. */
function script(text) {
  const words = ["-e", `const { start } = require(${JSON.stringify(path.join(__dirname, ".."))}); ${text}`];
  return spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
}

function lines(child) {
  return readline.createInterface({ input: child.stdout });
}

/** Waits until nobody listens there any more. */
async function ended(url) {
  for (let tries = 0; tries < 1000; tries++) {
    try {
      await fetch(`${url}/health/live`);
    } catch {
      return;
    }
    await sleep(20);
  }
  assert.fail(`a server is left behind on ${url}`);
}
