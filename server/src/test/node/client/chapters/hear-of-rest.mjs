import assert from "node:assert/strict";
import { step, until } from "../kit.mjs";
import { rest } from "../parley.mjs";

/** Changes made over REST reach the clients. */
export async function hearOfRest(story) {
  const { ada, ben, room, bens, sid } = story;
  const path = `/v1/Conversations/${sid}`;

  await step("a message over REST, its edit and its deletion", async () => {
    const message = await rest("POST", `${path}/Messages`, { Body: "from afar", Author: "system" });
    const heard = await ben.hears("messageAdded", (one) => one.sid === message.sid);
    assert.deepEqual([heard.author, heard.index, heard.participantSid], ["system", message.index, null]);
    assert.equal(heard.lastUpdatedBy, null);
    await rest("POST", `${path}/Messages/${message.sid}`, { Body: "from nearer" });
    await until("the edit", () => heard.body === "from nearer");
    assert.equal(heard.lastUpdatedBy, "system");
    await rest("DELETE", `${path}/Messages/${message.sid}`);
    await ben.hears("messageRemoved", (one) => one.sid === message.sid);
  });

  await step("a conversation's name and state", async () => {
    await rest("POST", path, { FriendlyName: "By REST", State: "inactive" });
    await until("the name", () => bens.friendlyName === "By REST");
    await until("the state", () => bens.state.current === "inactive");
    await rest("POST", path, { State: "active" });
    await until("the state again", () => bens.state.current === "active");
  });

  await step("participants come, change and go", async () => {
    const { sid } = await rest("POST", `${path}/Participants`, { Identity: "dan" });
    await ben.hears("participantJoined", ({ identity }) => identity === "dan");
    await rest("POST", `${path}/Participants/${sid}`, { Attributes: '{"a":1}', LastReadMessageIndex: 0 });
    const dan = await bens.getParticipantByIdentity("dan");
    await until("the attributes", () => dan.attributes?.a === 1 && dan.lastReadMessageIndex === 0);
    await rest("DELETE", `${path}/Participants/${sid}`);
    await ben.hears("participantLeft", ({ identity }) => identity === "dan");
  });

  await step("a user's own horizon and level", async () => {
    const own = `/v1/Users/ben/Conversations/${sid}`;
    await rest("POST", own, { LastReadMessageIndex: 0, NotificationLevel: "muted" });
    await until("they are there", () => bens.lastReadMessageIndex === 0 && bens.notificationLevel === "muted");
    await rest("POST", own, { NotificationLevel: "default" });
    await until("muted no more", () => bens.notificationLevel === "default");
  });

  await step("a user's name", async () => {
    await rest("POST", "/v1/Users/ada", { FriendlyName: "Ada by REST" });
    await until("ada sees it", () => ada.client.user.friendlyName === "Ada by REST");
  });

  await step("a conversation made over REST", async () => {
    const made = await rest("POST", "/v1/Conversations", { FriendlyName: "Made by REST" });
    await rest("POST", `/v1/Conversations/${made.sid}/Participants`, { Identity: "ben" });
    const joined = await ben.hears("conversationJoined", (one) => one.sid === made.sid);
    assert.equal(joined.friendlyName, "Made by REST");
    await rest("DELETE", `/v1/Conversations/${made.sid}`);
    await ben.hears("conversationRemoved", (one) => one.sid === made.sid);
  });

  await step("and over REST is seen what clients do", async () => {
    const index = await room.sendMessage("for REST", { a: 1 });
    const { messages } = await rest("GET", `${path}/Messages?Order=desc&PageSize=1`);
    const [{ body, author, attributes }] = messages;
    assert.deepEqual(
      [messages[0].index, body, author, JSON.parse(attributes)],
      [index, "for REST", "ada", { a: 1 }],
    );
  });
}
