// Sync objects that never change: documents, lists and maps, as the SDK reads them.
import { randomBytes } from "node:crypto";

const PREFIX = { Documents: "ET", Lists: "ES", Maps: "MP" };
const EVENT = 1; // the one that made everything
const PAGE_SIZE = 50;

export const DATE = new Date(0).toISOString();
const DATES = { date_created: DATE, date_updated: DATE, date_expires: null };

export function newSid(prefix) {
  return prefix + randomBytes(16).toString("hex");
}

export class SyncObject {
  static #known = new Map();

  /** By SID or name. */
  static find(id) {
    return SyncObject.#known.get(id);
  }

  /** The keys of items, which come in their order, are called key or index. */
  constructor(folder, name, base, { data, items, key } = {}) {
    const sid = newSid(PREFIX[folder]);
    Object.assign(this, { name, sid, data, items, key, url: `${base}/v3/${folder}/${sid}` });
    SyncObject.#known.set(sid, this).set(name, this);
  }

  root(withItems) {
    const { sid, name, url, data, items } = this;
    return {
      ...{ sid, unique_name: name, url, revision: "1", last_event_id: EVENT, ...DATES },
      ...(items ? { links: { items: `${url}/Items` } } : { data }),
      ...(withItems && { items: items.map((item) => this.#word(item)) }),
    };
  }

  page({ Key, Index, From, PageToken, Order = "asc", PageSize = PAGE_SIZE }) {
    if (Key !== undefined || Index !== undefined) {
      return this.#wordPage(this.items.filter(([key]) => `${key}` === (Key ?? Index)));
    }
    if (PageToken) return this.page(JSON.parse(PageToken)); // older SDKs send it back
    const ordered = Order === "desc" ? [...this.items].reverse() : this.items;
    const start = From === undefined ? 0 : ordered.findIndex(([key]) => `${key}` === From);
    const end = start + Number(PageSize);
    const token = (at) => at in ordered && JSON.stringify({ From: `${ordered[at][0]}`, Order, PageSize });
    const before = start > 0 && token(Math.max(0, start - PageSize));
    return this.#wordPage(ordered.slice(start, end), before, token(end));
  }

  #wordPage(items, previous, next) {
    const meta = { previous_token: previous || null, next_token: next || null };
    return { items: items.map((item) => this.#word(item)), meta };
  }

  #word([key, data]) {
    const url = `${this.url}/Items/${key}`;
    return { [this.key]: key, url, revision: "1", last_event_id: EVENT, data, ...DATES };
  }
}

/** What follows a request to subscribe: there is nothing to replay. */
export function established({ correlation_id, requests }) {
  return requests.map(({ object_sid, object_type }) => ({
    ...{ event_type: "subscription_established", event_protocol_version: 4, correlation_id },
    event: { object_sid, object_type, last_event_id: EVENT, replay_status: "completed" },
  }));
}
