import assert from "node:assert/strict";
import { createServer } from "node:http";
import { refused, step, until } from "../kit.mjs";
import { rest } from "../parley.mjs";

/** Webhooks hear of what clients do, and may refuse it. */
export async function hooks(story) {
  const { ada, ben, room } = story;
  const calls = [];
  const receiver = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += piece;
    const call = Object.fromEntries(new URLSearchParams(body));
    calls.push(call);
    response.writeHead(call.EventType === "onMessageAdd" && /rude/.test(call.Body) ? 403 : 200).end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => receiver.once("listening", resolve));
  const url = `http://127.0.0.1:${receiver.address().port}/`;
  const events = ["onMessageAdd", "onMessageAdded"].map((event) => ["Filters", event]);
  const targets = [["PreWebhookUrl", url], ["PostWebhookUrl", url]];

  await step("a webhook hears who has sent a message, before and after", async () => {
    await rest("POST", "/v1/Configuration/Webhooks", [...events, ...targets]);
    await room.sendMessage("told to hooks");
    await ben.hears("messageAdded", ({ body }) => body === "told to hooks");
    await until("both calls", () => calls.length === 2);
    for (const [i, event] of ["onMessageAdd", "onMessageAdded"].entries()) {
      const { EventType, Source, ClientIdentity, Author, Body } = calls[i];
      assert.deepEqual(
        [EventType, Source, ClientIdentity, Author, Body],
        [event, "SDK", "ada", "ada", "told to hooks"],
      );
    }
  });

  await step("and its refusal reaches the client", async () => {
    ben.forget();
    await refused(room.sendMessage("something rude"), 403, 50056);
    await rest("POST", "/v1/Configuration/Webhooks", [["PreWebhookUrl", ""], ["PostWebhookUrl", ""]]);
    await room.sendMessage("polite");
    await ben.hears("messageAdded", ({ body }) => body === "polite");
    assert.equal(ben.events("messageAdded").length, 1);
  });
  receiver.close();
}
