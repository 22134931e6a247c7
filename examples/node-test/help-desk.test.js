"use strict";

const assert = require("node:assert/strict");
const { after, before, beforeEach, test } = require("node:test");
const { start } = require("parley-server");
const { HelpDesk } = require("./help-desk");

let parley, desk;

before(async () => {
  parley = await start();
  desk = new HelpDesk(parley.client, async () => {});
});
after(() => parley.stop());
beforeEach(() => parley.reset());

test("a ticket is closed when nobody has said anything for a week", async () => {
  const ticket = await desk.open("ada", "Where is my parcel?");
  await parley.advance("P6D");
  await desk.answer(ticket, "bob", "On its way.");
  await parley.advance("P6D");
  assert.equal(await desk.isOpen(ticket), true);
  await parley.advance("P1D");
  assert.equal(await desk.isOpen(ticket), false);
});

test("an agent sees in which tickets there is something to read", async () => {
  await parley.fixtures({
    conversations: [
      {
        friendly_name: "Parcel",
        participants: ["ada", { identity: "bob", read: 0 }],
        messages: [
          { author: "ada", body: "Where is my parcel?", at: "-PT2H" },
          { author: "ada", body: "Is somebody there?", at: "-PT1H" },
        ],
      },
      {
        friendly_name: "Invoice",
        participants: [{ identity: "bob", read: "all" }],
        messages: [{ author: "bob", body: "Sent again." }],
      },
    ],
  });
  assert.deepEqual(await desk.unread("bob"), ["Parcel (1)"]);
});

test("a webhook hears of an answer, with a signature that holds", async () => {
  const sink = parley.sink("answers");
  await parley.fixtures({
    webhook: { post_webhook_url: sink.url, filters: ["onMessageAdded"] },
  });
  await desk.open("ada", "Where is my parcel?");
  const [told] = await sink.requests({ atLeast: 1 });
  assert.equal(told.parameters.Body, "Where is my parcel?");
  assert.equal(told.parameters.Author, "ada");
  assert.equal(told.signature_valid, true);
});

test("an answer is sent once, though the server is overloaded twice", async () => {
  const ticket = await desk.open("ada", "Where is my parcel?");
  await parley.fault({
    method: "POST",
    route: "/v1/Conversations/{Sid}/Messages",
    status: 503,
    times: 2,
  });
  await desk.answer(ticket, "bob", "On its way.");
  const messages = await parley.client.conversations.v1.conversations(ticket).messages.list();
  assert.deepEqual(
    messages.map((message) => message.body),
    ["Where is my parcel?", "On its way."],
  );
});

test("an access token is refused when its time is over", async () => {
  const token = await parley.token("ada", { ttl: 600 });
  const ask = () =>
    fetch(`${parley.url}/v1/Users/ada`, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal((await ask()).status, 200);
  await parley.advance("PT11M");
  const refused = await ask();
  assert.equal(refused.status, 401);
  assert.equal((await refused.json()).code, 20104);
});
