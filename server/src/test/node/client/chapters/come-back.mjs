import assert from "node:assert/strict";
import { step, until } from "../kit.mjs";
import { ask } from "../parley.mjs";

/** Lines are cut and the server is restarted; nothing that happens meanwhile is lost. */
export async function comeBack(story) {
  const { ada, ben, room, bens } = story;
  const say = async (body) => (await room.sendMessage(body), body);
  const conversation = async (friendlyName, withBen) => {
    const made = await ada.client.createConversation({ friendlyName });
    await made.join();
    if (withBen) await made.add("ben");
    return made;
  };
  const heardOf = (kind) => ben.events(kind).map((value) => (value.message ?? value).body);

  await step("ben is cut off, and comes back to what was said, edited and deleted", async () => {
    await say("to be edited");
    await say("to be deleted");
    for (const one of [ada, ben]) await one.hears("messageAdded", ({ body }) => body === "to be deleted");
    await ben.misses(async () => {
      const [edited, deleted] = (await room.getMessages(2)).items;
      await edited.updateBody("edited");
      await deleted.remove();
      await say("missed");
      await say("missed, too");
      await room.updateFriendlyName("Renamed");
    });
    await ben.hears("messageAdded", ({ body }) => body === "missed, too");
    await ben.hears("conversationUpdated", ({ updateReasons }) => updateReasons.includes("friendlyName"));
    await until("the deletion", () => ben.events("messageRemoved").length > 0);
    await until("the edit", () => ben.events("messageUpdated").length > 0);
    assert.deepEqual(heardOf("messageAdded"), ["missed", "missed, too"]);
    assert.deepEqual(heardOf("messageUpdated"), ["edited"]);
    assert.deepEqual(heardOf("messageRemoved"), ["to be deleted"]);
    assert.equal(bens.friendlyName, "Renamed");
    const bodies = (await bens.getMessages(3)).items.map(({ body }) => body);
    assert.deepEqual(bodies, ["edited", "missed", "missed, too"]);
  });

  await step("he comes back to conversations he is in since then, and no more", async () => {
    const [left, gone] = [await conversation("Left", true), await conversation("Gone", true)];
    for (const { sid } of [left, gone]) await ben.hears("conversationJoined", (one) => one.sid === sid);
    let joined;
    await ben.misses(async () => {
      joined = await conversation("New", true);
      await joined.sendMessage("welcome");
      await left.removeParticipant("ben");
      await gone.delete();
      await room.add("cid");
    });
    await ben.hears("conversationJoined", ({ sid }) => sid === joined.sid);
    await ben.hears("conversationLeft", ({ sid }) => sid === left.sid);
    await ben.hears("conversationRemoved", ({ sid }) => sid === gone.sid);
    await ben.hears("participantJoined", ({ identity }) => identity === "cid");
    const [message] = (await (await ben.sees(joined.sid)).getMessages()).items;
    assert.equal(message.body, "welcome");
    await joined.sendMessage("to all");
    await ben.hears("messageAdded", ({ body }) => body === "to all");
    await room.removeParticipant("cid");
    await ben.hears("participantLeft", ({ identity }) => identity === "cid");
  });

  await step("the server is restarted, and both go on", async () => {
    for (const one of [ada, ben]) one.forget();
    await ask("restart");
    for (const { client, identity } of [ada, ben]) {
      await until(`${identity} is back`, () => client.connectionState === "connected");
    }
    await say("after the restart");
    for (const one of [ada, ben]) await one.hears("messageAdded", ({ body }) => body === "after the restart");
    await bens.sendMessage("so it is");
    await ada.hears("messageAdded", ({ body }) => body === "so it is");
    await ada.client.user.updateFriendlyName("Ada again");
    await ben.hears("userUpdated", ({ user }) => user.friendlyName === "Ada again");
    for (const one of [ada, ben]) {
      assert.deepEqual(one.events("messageAdded").map(({ body }) => body), ["after the restart", "so it is"]);
    }
  });
}
