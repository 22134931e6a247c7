// Conversations with messages, all of them with the same members, and who sees them.
import { DATE, SyncObject, newSid } from "./sync.mjs";

export class World {
  constructor(base, { conversations, members, messages }) {
    const identities = Array.from({ length: members }, (_, i) => `member-${i}`);
    Object.assign(this, { base, identities, messageCount: messages });
    this.conversations = Array.from({ length: conversations }, (_, i) => this.#conversation(i));
    this.conversations.sort((a, b) => (a.sid < b.sid ? -1 : 1)); // the order of the maps
    for (const identity of identities) this.#user(identity);
  }

  #user(identity) {
    const info = [["friendlyName", { value: identity }], ["attributes", { value: "{}" }]];
    new SyncObject("Maps", `${identity}.info`, this.base, { items: info, key: "key" });
    const items = this.conversations.map(({ sid, names }) => [
      sid,
      { status: "joined", ...names, lastConsumedMessageIndex: null, notificationLevel: "default" },
    ]);
    new SyncObject("Maps", `${identity}.conversations`, this.base, { items, key: "key" });
  }

  #conversation(number) {
    const sid = newSid("CH");
    const names = { channel: `${sid}.channel`, messages: `${sid}.messages`, roster: `${sid}.roster` };
    const members = this.identities.map((identity) => [newSid("MB"), member(identity)]);
    members.sort(([a], [b]) => (a < b ? -1 : 1));
    const messages = Array.from({ length: this.messageCount }, (_, i) => [i, this.#message(i)]);
    new SyncObject("Maps", names.roster, this.base, { items: members, key: "key" });
    new SyncObject("Lists", names.messages, this.base, { items: messages, key: "index" });
    const data = {
      ...{ sid, ...names, friendlyName: `Conversation ${number}`, uniqueName: null, attributes: "{}" },
      ...{ createdBy: "system", dateCreated: DATE, dateUpdated: DATE, state: { current: "active" } },
      ...(messages.length > 0 && { lastMessage: { index: messages.length - 1, timestamp: DATE } }),
    };
    new SyncObject("Documents", names.channel, this.base, { data });
    return { sid, names, data };
  }

  #message(index) {
    return {
      ...{ sid: newSid("IM"), text: `Message ${index}`, type: "text", author: this.identities[0] },
      ...{ subject: null, contentSid: null, lastUpdatedBy: null, memberSid: null },
      ...{ attributes: "{}", timestamp: DATE, dateUpdated: DATE },
    };
  }

  configuration(identity) {
    const { base } = this;
    return {
      identity,
      options: {
        ...{ http_cache_interval: "PT5S", user_infos_to_subscribe: 100, reachability_enabled: false },
        ...{ email_bodies_allowed_mime_types: [], email_histories_allowed_mime_types: [] },
      },
      sync_objects: {
        ...{ my_conversations: `${identity}.conversations`, my_user_info: `${identity}.info` },
      },
      links: {
        ...{ my_conversations: `${base}/Mine`, conversations: `${base}/All`, users: `${base}/Users` },
        ...{ media_service: `${base}/Media`, media_set_service: null, typing: `${base}/Typing` },
        messages_receipts: `${base}/Receipts/%s/%s`,
      },
    };
  }

  list() {
    const conversations = this.conversations.map(({ sid, names, data }) => ({
      ...{ sid, conversation_sid: sid, friendly_name: data.friendlyName, unique_name: null },
      ...{ attributes: "{}", created_by: "system", date_created: DATE, date_updated: DATE },
      ...{ status: "joined", last_read_message_index: null, notification_level: "default" },
      sync_objects: {
        ...{ conversation: names.channel, messages: names.messages, participants: names.roster },
      },
    }));
    return { conversations, meta: { previous_token: null, next_token: null } };
  }
}

function member(identity) {
  return {
    ...{ identity, type: "chat", attributes: "{}", roleSid: "RL0", userInfo: `${identity}.info` },
    ...{ dateCreated: DATE, dateUpdated: DATE, bindings: {} },
    ...{ lastConsumedMessageIndex: null, lastConsumptionTimestamp: null },
  };
}
