import assert from "node:assert/strict";
import { Someone, step, until } from "../kit.mjs";

const PICTURE = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

/** Messages: text, files, edits, deletions, typing, and how far they are read. */
export async function talk(story) {
  const { ada, ben, room, bens } = story;

  await step("a message reaches the other and its sender, once", async () => {
    const index = await room.sendMessage("grüß dich ☃ \u{1F600}", { mood: ["good"] });
    assert.equal(index, 0);
    const heard = await ben.hears("messageAdded", (message) => message.index === 0);
    const { body, author, attributes, type, participantSid, sid } = heard;
    assert.deepEqual(
      { body, author, attributes, type },
      { body: "grüß dich ☃ \u{1F600}", author: "ada", attributes: { mood: ["good"] }, type: "text" },
    );
    assert.match(sid, /^IM/);
    assert.equal(participantSid, (await room.getParticipantByIdentity("ada")).sid);
    await ada.hears("messageAdded", (message) => message.sid === sid);
    await until("it is the last message", () => bens.lastMessage?.index === 0);
  });

  await step("a message with a subject", async () => {
    const index = await bens.prepareMessage().setBody("of that").setSubject("This").build().send();
    const heard = await ada.hears("messageAdded", (message) => message.index === index);
    assert.deepEqual([heard.body, heard.subject], ["of that", "This"]);
  });

  await step("a picture", async () => {
    const picture = { contentType: "image/png", media: PICTURE, filename: "grüß dich.png" };
    story.pictureIndex = await room.sendMessage(picture);
    const heard = await ben.hears("messageAdded", ({ index }) => index === story.pictureIndex);
    assert.equal(heard.type, "media");
    const [media] = heard.attachedMedia;
    assert.deepEqual(
      [media.contentType, media.filename, media.size, media.category],
      ["image/png", "grüß dich.png", PICTURE.length, "media"],
    );
    const url = await media.getContentTemporaryUrl();
    assert.deepEqual(Buffer.from(await (await fetch(url)).arrayBuffer()), PICTURE);
    const urls = await heard.getTemporaryContentUrlsForAttachedMedia();
    const again = await (await fetch(urls.get(media.sid))).arrayBuffer();
    assert.deepEqual(Buffer.from(again), PICTURE);
  });

  await step("an edit", async () => {
    const [first] = (await room.getMessages()).items;
    await first.updateBody("guten Tag");
    const ofIt = ({ message, updateReasons }) =>
      message.index === 0 && updateReasons.includes("body");
    const { message } = await ben.hears("messageUpdated", ofIt);
    assert.deepEqual([message.body, message.lastUpdatedBy], ["guten Tag", "ada"]);
    assert.deepEqual(message.attributes, { mood: ["good"] });
    await first.updateAttributes({ mood: "better" });
    const other = ({ updateReasons }) => updateReasons.includes("attributes");
    assert.deepEqual((await ben.hears("messageUpdated", other)).message.attributes, { mood: "better" });
  });

  await step("a deletion", async () => {
    const message = (await bens.getMessages()).items.find(({ index }) => index === 1);
    await message.remove();
    for (const one of [ada, ben]) await one.hears("messageRemoved", ({ index }) => index === 1);
    assert.deepEqual((await room.getMessages()).items.map(({ index }) => index), [0, 2]);
  });

  let tab;
  await step("what ada says here is heard in another tab of hers, and the other way round", async () => {
    tab = await Someone.arrives("ada");
    const seen = await tab.sees(story.sid);
    await seen.getMessages(1); // what comes from here on is new to it
    const index = await room.sendMessage("from one tab");
    await tab.hears("messageAdded", (message) => message.index === index);
    await seen.sendMessage("from the other");
    await ada.hears("messageAdded", ({ body }) => body === "from the other");
  });

  await step("that she types is told to others, until a message comes", async () => {
    await room.typing();
    const typist = await ben.hears("typingStarted");
    assert.equal(typist.identity, "ada");
    await room.sendMessage("typed");
    await ben.hears("typingEnded");
    assert.deepEqual([...ada.events("typingStarted"), ...tab.events("typingStarted")], []);
    await tab.leaves();
  });

  await step("ben has read nothing yet, so nothing counts as unread", async () => {
    assert.equal(bens.lastReadMessageIndex, null);
    assert.equal(await bens.getUnreadMessagesCount(), null);
  });

  await step("he reads the first, and ada sees how far", async () => {
    assert.equal(await bens.updateLastReadMessageIndex(0), 4);
    const ofBen = ({ participant, updateReasons }) =>
      participant.identity === "ben" && updateReasons.includes("lastReadMessageIndex");
    assert.equal((await ada.hears("participantUpdated", ofBen)).participant.lastReadMessageIndex, 0);
    const own = ({ updateReasons }) => updateReasons.includes("lastReadMessageIndex");
    assert.equal((await ben.hears("conversationUpdated", own)).conversation.lastReadMessageIndex, 0);
    await until("four are unread", async () => (await bens.getUnreadMessagesCount()) === 4);
  });

  await step("he reads all, then nothing", async () => {
    assert.equal(await bens.advanceLastReadMessageIndex(2), 3);
    assert.equal(await bens.setAllMessagesRead(), 0);
    await until("all are read", () => bens.lastReadMessageIndex === 5);
    await bens.setAllMessagesUnread();
    await until("no horizon", () => bens.lastReadMessageIndex === null);
  });

  await step("messages and participants are counted", async () => {
    assert.equal(await room.getMessagesCount(), 5);
    await until("two participants", async () => (await room.getParticipantsCount()) === 2);
  });

  await step("a message has no receipts and no recipients outside chat", async () => {
    const [message] = (await room.getMessages(1)).items;
    assert.deepEqual(await message.getDetailedDeliveryReceipts(), []);
    assert.deepEqual(await message.getMessageRecipients(), []);
  });
}
