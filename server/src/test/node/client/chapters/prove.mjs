import assert from "node:assert/strict";
import { Someone, step, until } from "../kit.mjs";
import { ask, rest, token } from "../parley.mjs";

/** Tokens: good ones, new ones, false ones, and those whose time is over. */
export async function prove(story) {
  const { ada, ben } = story;

  await step("the same token and a new one change nothing", async () => {
    ben.forget();
    const fresh = token("ben");
    await ben.client.updateToken(fresh);
    await ben.client.updateToken(fresh);
    assert.equal(ben.client.connectionState, "connected");
    assert.deepEqual(ben.events("connectionStateChanged"), []);
    const room = await ada.client.createConversation();
    await room.join();
    await room.add("ben");
    await ben.hears("conversationJoined", ({ sid }) => sid === room.sid);
  });

  await step("a token of somebody else is refused", async () => {
    const cid = await Someone.arrives("cid");
    await assert.rejects(cid.client.updateToken(token("ada")));
    assert.equal(cid.client.user.identity, "cid");
    await cid.leaves();
  });

  await step("a forged token is refused for good", async () => {
    const eve = await Someone.comes("ada", { secret: "guessed" });
    const error = await eve.hears("connectionError");
    assert.deepEqual([error.terminal, error.httpStatusCode, error.errorCode], [true, 401, 20107]);
    await eve.hears("initFailed");
    assert.equal(eve.client.connectionState, "denied");
  });

  await step("an expired token is refused, and said to be so", async () => {
    const late = await Someone.comes("late", { seconds: -600 });
    const error = await late.hears("connectionError");
    assert.deepEqual([error.terminal, error.errorCode], [true, 20104]);
    await late.hears("tokenExpired");
  });

  await step("a key that is deleted ends the connections of its tokens", async () => {
    const { sid: key, secret } = await rest("POST", "/parley/v1/Keys", { FriendlyName: "brief" });
    const one = await Someone.comes("one", { key, secret });
    await one.hears("initialized");
    await rest("DELETE", `/parley/v1/Keys/${key}`);
    await ask("advance PT1S");
    await until("it is let go", () => one.client.connectionState !== "connected");
  });

  await step("a client is told before its token ends, and closed until it has a new one", async () => {
    const brief = await Someone.comes("brief", { seconds: 600 });
    await brief.hears("initialized");
    await ask("advance PT9M");
    await brief.hears("tokenAboutToExpire");
    assert.equal(brief.client.connectionState, "connected");
    await ask("advance PT5M");
    await brief.hears("tokenExpired");
    await until("brief is disconnected", () => brief.client.connectionState === "disconnected");
    await brief.client.updateToken(token("brief")); // before that the SDK never ends it
    await until("brief is back", () => brief.client.connectionState === "connected");
  });
}
