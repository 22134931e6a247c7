import assert from "node:assert/strict";
import { refused, step } from "../kit.mjs";

/** Conversations come to be, and people into them. */
export async function meet(story) {
  const { ada, ben } = story;

  await step("ada and ben are connected, and in no conversation", async () => {
    assert.equal(ada.client.connectionState, "connected");
    assert.equal(ada.client.user.identity, "ada");
    const page = await ben.client.getSubscribedConversations();
    assert.deepEqual([page.items, page.hasNextPage], [[], false]);
  });

  await step("ada creates a conversation, which she is not in yet", async () => {
    const room = await ada.client.createConversation({
      friendlyName: "Räume ☃",
      uniqueName: "a b/ü",
      attributes: { colour: "red", deep: [1, { two: null }] },
    });
    assert.equal(room.friendlyName, "Räume ☃");
    assert.equal(room.uniqueName, "a b/ü");
    assert.deepEqual(room.attributes, { colour: "red", deep: [1, { two: null }] });
    assert.equal(room.createdBy, "ada");
    assert.equal(room.status, "notParticipating");
    assert.equal(room.state.current, "active");
    assert.ok(room.dateCreated instanceof Date);
    await ada.hears("conversationAdded", ({ sid }) => sid === room.sid);
    story.room = room;
    story.sid = room.sid;
  });

  await step("a unique name that is taken is refused", () =>
    refused(ada.client.createConversation({ uniqueName: "a b/ü" }), 409, 50353),
  );

  await step("who has made it can look at it", async () => {
    assert.equal((await ada.client.peekConversationBySid(story.sid)).uniqueName, "a b/ü");
  });

  await step("ada joins", async () => {
    await story.room.join();
    await ada.hears("conversationJoined", ({ sid }) => sid === story.sid);
    assert.equal(story.room.status, "joined");
    const [self] = await story.room.getParticipants();
    assert.equal(self.identity, "ada");
    assert.match(self.roleSid, /^RL/);
  });

  await step("ben is added, and both hear of it", async () => {
    await story.room.add("ben", { seat: 2 });
    await ben.hears("conversationAdded", ({ sid }) => sid === story.sid);
    await ben.hears("conversationJoined", ({ sid }) => sid === story.sid);
    const ofBen = await ada.hears("participantJoined", ({ identity }) => identity === "ben");
    assert.deepEqual(ofBen.attributes, { seat: 2 });
    assert.equal((await story.room.getParticipantByIdentity("ben")).sid, ofBen.sid);
  });

  await step("ben sees what ada made", async () => {
    story.bens = await ben.sees(story.sid);
    const { friendlyName, uniqueName, attributes, status } = story.bens;
    assert.deepEqual(
      { friendlyName, uniqueName, attributes, status },
      {
        friendlyName: "Räume ☃",
        uniqueName: "a b/ü",
        attributes: { colour: "red", deep: [1, { two: null }] },
        status: "joined",
      },
    );
    const identities = (await story.bens.getParticipants()).map(({ identity }) => identity);
    assert.deepEqual(identities.sort(), ["ada", "ben"]);
  });

  await step("who is in it is not added again", () => refused(story.room.add("ben"), 409, 50433));

  await step("it is found by its unique name", async () => {
    assert.equal((await ben.client.getConversationByUniqueName("a b/ü")).sid, story.sid);
  });

  await step("what is not there is not found", async () => {
    await refused(ben.client.getConversationByUniqueName("nothing"), 404);
    await refused(ben.client.peekConversationBySid(`CH${"0".repeat(32)}`), 404);
  });

  await step("it is in the list of both", async () => {
    for (const { client } of [ada, ben]) {
      const { items } = await client.getSubscribedConversations();
      assert.deepEqual(items.map(({ sid }) => sid), [story.sid]);
    }
  });
}
