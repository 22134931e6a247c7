// The same things as a client sees them and as REST tells them, in the same words.
import { restList, rest } from "./parley.mjs";

/** All that a client sees, by its public methods. */
export async function seenBy(client) {
  const seen = {};
  for (const one of await all(await client.getSubscribedConversations())) {
    const { friendlyName, uniqueName, attributes, lastReadMessageIndex, notificationLevel } = one;
    const messages = await all(await one.getMessages(30), "prevPage");
    seen[one.sid] = {
      ...{ friendlyName, uniqueName, attributes, lastReadMessageIndex, notificationLevel },
      state: one.state.current,
      participants: byKey(await one.getParticipants(), "sid", (participant) => ({
        identity: participant.identity,
        attributes: participant.attributes,
        lastReadMessageIndex: participant.lastReadMessageIndex,
      })),
      messages: byKey(messages, "index", messageSeen),
    };
  }
  return { user: client.user.friendlyName, seen };
}

export function messageSeen({ sid, body, author, attributes }) {
  return { sid, body, author, attributes };
}

/** The same, by REST. */
export async function toldOf(identity) {
  const seen = {};
  for (const own of await restList(`/v1/Users/${identity}/Conversations`, "conversations")) {
    const path = `/v1/Conversations/${own.conversation_sid}`;
    const { friendly_name, unique_name, attributes, state } = await rest("GET", path);
    seen[own.conversation_sid] = {
      ...{ friendlyName: friendly_name, uniqueName: unique_name, attributes: JSON.parse(attributes) },
      lastReadMessageIndex: own.last_read_message_index,
      notificationLevel: own.notification_level,
      state,
      participants: byKey(await restList(`${path}/Participants`, "participants"), "sid", (one) => ({
        identity: one.identity,
        attributes: JSON.parse(one.attributes),
        lastReadMessageIndex: one.last_read_message_index,
      })),
      messages: await messagesTold(own.conversation_sid),
    };
  }
  return { user: (await rest("GET", `/v1/Users/${identity}`)).friendly_name, seen };
}

/** The messages of a conversation by index. */
export async function messagesTold(sid) {
  const messages = await restList(`/v1/Conversations/${sid}/Messages`, "messages");
  return byKey(messages, "index", ({ sid, body, author, attributes }) =>
    messageSeen({ sid, body, author, attributes: JSON.parse(attributes) }),
  );
}

function byKey(items, key, word) {
  return Object.fromEntries(items.map((item) => [item[key], word(item)]));
}

async function all(page, next = "nextPage") {
  const items = [...page.items];
  while (next === "nextPage" ? page.hasNextPage : page.hasPrevPage) {
    page = await page[next]();
    items.push(...page.items);
  }
  return items;
}
