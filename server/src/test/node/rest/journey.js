// A journey with the official Node SDK through a running Parley: PARLEY_URL, PARLEY_ACCOUNT_SID,
// PARLEY_AUTH_TOKEN. Ends with "ok", or throws.
const assert = require("node:assert");
const twilio = require("twilio");

const client = twilio(process.env.PARLEY_ACCOUNT_SID, process.env.PARLEY_AUTH_TOKEN);
client.conversations.baseUrl = process.env.PARLEY_URL;
const api = client.conversations.v1;

async function journey() {
  const user = await api.users.create({ identity: "node@example.com", friendlyName: "Node" });
  for (let i = 0; i < 12; i++) {
    const conversation = await api.conversations.create({ friendlyName: `Room ${i}` });
    const room = api.conversations(conversation.sid);
    await room.participants.create({ identity: user.identity });
    await room.messages.create({ author: user.identity, body: "hello" });
    await room.messages.create({ author: "system", body: "and welcome", attributes: '{"a": 1}' });
  }
  const inbox = api.users(user.identity).userConversations;
  const all = await inbox.list({ limit: 1000 });
  assert.strictEqual(all.length, 12);
  assert.strictEqual(all[0].friendlyName, "Room 11");
  assert.strictEqual(all[0].unreadMessagesCount, null);

  const first = await inbox.page({ pageSize: 5 });
  const second = await first.nextPage();
  const third = await second.nextPage();
  assert.deepStrictEqual(
    [first, second, third].map((page) => page.instances.length),
    [5, 5, 2],
  );
  assert.strictEqual(await third.nextPage(), undefined);

  const one = api.users(user.sid).userConversations(all[3].conversationSid);
  await one.update({ lastReadMessageIndex: 0, notificationLevel: "muted" });
  const read = await one.fetch();
  assert.strictEqual(read.unreadMessagesCount, 1);
  assert.strictEqual(read.notificationLevel, "muted");

  const service = await api.services.create({ friendlyName: "Another" });
  const named = api.services(service.sid);
  const elsewhere = await named.conversations.create({ uniqueName: "a b" });
  await named.conversations("a b").participants.create({ identity: "node@example.com" });
  const there = await named.users("node@example.com").userConversations.list();
  assert.strictEqual(there[0].conversationSid, elsewhere.sid);
  await named.remove();

  await one.remove();
  await assert.rejects(one.fetch(), { status: 404, code: 20404 });
}

// What the official SDK's access tokens are good for, of a user who may do little.
async function clientOf(identity) {
  const { AccessToken } = twilio.jwt;
  const configuration = await api.configuration().fetch();
  const grant = new AccessToken.ChatGrant({ serviceSid: configuration.defaultChatServiceSid });
  const token = new AccessToken(
    process.env.PARLEY_ACCOUNT_SID,
    process.env.PARLEY_KEY_SID,
    process.env.PARLEY_KEY_SECRET,
    { identity, ttl: 600 },
  );
  token.addGrant(grant);
  return async (method, path, form) => {
    const answer = await fetch(process.env.PARLEY_URL + path, {
      method,
      headers: { Authorization: `Bearer ${token.toJwt()}` },
      body: form && new URLSearchParams(form),
    });
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
  };
}

async function tokens() {
  const ada = await clientOf("ada");
  const made = await ada("POST", "/v1/Conversations", { UniqueName: "ours" });
  assert.strictEqual(made.status, 201);
  const room = `/v1/Conversations/${made.body.sid}`;
  assert.strictEqual((await ada("POST", `${room}/Participants`, { Identity: "ada" })).status, 201);
  const said = await ada("POST", `${room}/Messages`, { Body: "grüß dich" });
  assert.strictEqual(said.body.author, "ada");
  const inbox = await ada("GET", "/v1/Users/ada/Conversations");
  assert.strictEqual(inbox.body.conversations.length, 1);

  const eve = await clientOf("eve");
  for (const path of [room, `${room}/Messages`, "/v1/Users/ada/Conversations", "/v1/Services"]) {
    const refused = await eve("GET", path);
    assert.strictEqual(refused.status, 403);
    assert.strictEqual(refused.body.code, 50107);
  }
}

tokens().then(journey).then(
  () => console.log("ok"),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
