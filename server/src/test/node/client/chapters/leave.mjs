import assert from "node:assert/strict";
import { step, until } from "../kit.mjs";

/** Conversations end, for one or for all. */
export async function leave(story) {
  const { ada, ben, room, sid } = story;
  const ofRoom = (conversation) => conversation.sid === sid;
  const isBen = ({ identity }) => identity === "ben";

  await step("ben leaves", async () => {
    for (const one of [ada, ben]) one.forget();
    await story.bens.leave();
    await ben.hears("conversationLeft", ofRoom);
    await ben.hears("conversationRemoved", ofRoom);
    await ada.hears("participantLeft", isBen);
    const { items } = await ben.client.getSubscribedConversations();
    assert.ok(!items.some(ofRoom));
  });

  await step("he hears no more of it", async () => {
    await room.sendMessage("behind his back");
    await ada.hears("messageAdded", ({ body }) => body === "behind his back");
    const long = (await ben.client.getSubscribedConversations()).items[0];
    await long.sendMessage("a sign of life"); // comes after what was said before
    await ben.hears("messageAdded", ({ body }) => body === "a sign of life");
    assert.equal(ben.events("messageAdded").length, 1);
  });

  await step("he is back, and sees what was said meanwhile", async () => {
    for (const one of [ada, ben]) one.forget();
    await room.add("ben");
    await ben.hears("conversationJoined", ofRoom);
    await ada.hears("participantJoined", isBen);
    story.bens = await ben.sees(sid);
    const last = (await story.bens.getMessages(1)).items[0];
    assert.equal(last.body, "behind his back");
    await room.sendMessage("welcome back");
    await ben.hears("messageAdded", ({ body }) => body === "welcome back");
  });

  await step("he is removed, and added again", async () => {
    for (const one of [ada, ben]) one.forget();
    await room.removeParticipant("ben");
    await ben.hears("conversationLeft", ofRoom);
    await ada.hears("participantLeft", isBen);
    await room.add("ben");
    await ben.hears("conversationJoined", ofRoom);
    await room.sendMessage("here again"); // once he hears that, he hears of all of it
    await ben.hears("messageAdded", ({ body }) => body === "here again");
  });

  await step("ada deletes it, and it is gone for both", async () => {
    for (const one of [ada, ben]) one.forget();
    await room.delete();
    for (const one of [ada, ben]) {
      await one.hears("conversationLeft", ofRoom);
      await one.hears("conversationRemoved", ofRoom);
    }
    await until("it is in no list", async () => {
      const { items } = await ben.client.getSubscribedConversations();
      return !items.some(ofRoom);
    });
  });
}
