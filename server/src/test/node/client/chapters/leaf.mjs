import assert from "node:assert/strict";
import { indexesOf, range, step } from "../kit.mjs";

/** Going through 120 messages, page by page. */
export async function leaf(story) {
  const { ada, ben } = story;
  let long;

  await step("ada says 120 things", async () => {
    const made = await ada.client.createConversation({ friendlyName: "Long" });
    await made.join();
    await made.add("ben");
    await ben.hears("conversationJoined", ({ sid }) => sid === made.sid);
    for (const i of range(0, 120)) assert.equal(await made.sendMessage(`thing ${i}`), i);
    long = await ben.sees(made.sid);
  });

  await step("ben hears each once, in order", async () => {
    await ben.hears("messageAdded", ({ body }) => body === "thing 119");
    const heard = ben.events("messageAdded").filter(({ conversation }) => conversation.sid === long.sid);
    assert.deepEqual(heard.map(({ index }) => index), range(0, 120));
  });

  await step("he goes back page by page, to the first", async () => {
    const reader = await fresh(ben, long.sid);
    let page = await reader.conversation.getMessages(25);
    const pages = [indexesOf(page)];
    assert.equal(page.hasNextPage, false);
    while (page.hasPrevPage) pages.push(indexesOf((page = await page.prevPage())));
    assert.deepEqual(pages, [95, 70, 45, 20].map((from) => range(from, from + 25)).concat([range(0, 20)]));
    page = await page.nextPage();
    assert.deepEqual(indexesOf(page).at(-1), 44);
    await reader.client.shutdown();
  });

  await step("he begins at an anchor, in both directions", async () => {
    const reader = await fresh(ben, long.sid);
    const back = await reader.conversation.getMessages(10, 50, "backwards");
    assert.deepEqual(indexesOf(back), range(41, 51));
    assert.deepEqual([back.hasPrevPage, back.hasNextPage], [true, true]);
    assert.deepEqual(indexesOf(await back.prevPage()), range(31, 41));
    const forward = await reader.conversation.getMessages(10, 100, "forward");
    assert.deepEqual(indexesOf(forward), range(100, 110));
    assert.deepEqual(indexesOf(await forward.nextPage()), range(110, 120));
    assert.equal((await (await forward.nextPage()).hasNextPage), false);
    await reader.client.shutdown();
  });

  await step("where one is deleted, the pages close the gap", async () => {
    const message = (await long.getMessages(1, 50, "forward")).items[0];
    await (await (await ada.sees(long.sid)).getMessages(1, 50, "forward")).items[0].remove();
    await ben.hears("messageRemoved", ({ sid }) => sid === message.sid);
    const reader = await fresh(ben, long.sid);
    const page = await reader.conversation.getMessages(4, 50, "backwards");
    assert.deepEqual(indexesOf(page), range(46, 50));
    assert.deepEqual(indexesOf(await reader.conversation.getMessages(4, 50, "forward")), range(51, 55));
    await reader.client.shutdown();
  });
}

/** Another client of the same user, which has nothing in memory. */
async function fresh(someone, sid) {
  const client = someone.another();
  return { client, conversation: await client.getConversationBySid(sid) };
}
