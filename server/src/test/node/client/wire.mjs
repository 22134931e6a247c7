// What Parley tells over each connection, looked at before the SDK sees it: as long as a client
// hears of an object, each change of an item once and in order, and that it has come only where it
// was not there. A replay, which has a correlation id of its own, begins anew.
import WebSocket from "ws"; // the one that the SDK brings along

/** Events that were told against that. */
export const wrong = [];

/** The SDK takes this for the WebSocket of a browser. */
globalThis.WebSocket = class extends WebSocket {
  #objects = new Map();

  constructor(...words) {
    super(...words);
    this.on("message", (data) => this.#look(Buffer.from(data).toString().split("\r\n", 3)));
  }

  #look([, header, body]) {
    if (JSON.parse(header).method !== "notification") return;
    const { event_type, correlation_id, event = {}, events = [event] } = JSON.parse(body);
    for (const one of events) {
      const object = one.list_sid ?? one.map_sid ?? one.document_sid ?? one.object_sid;
      if (object) {
        const items = this.#itemsOf(object, correlation_id);
        if ("id" in one) note(items, event_type, one);
      }
    }
  }

  #itemsOf(object, correlation) {
    const known = this.#objects.get(object);
    if (known && (!correlation || known.correlation === correlation)) return known.items;
    const items = new Map();
    this.#objects.set(object, { correlation, items });
    return items;
  }
};

function note(items, type, event) {
  const key = event.item_index ?? event.item_key ?? "all";
  const last = items.get(key) ?? { id: -Infinity, isThere: false };
  const comes = type.endsWith("_added");
  if (event.id <= last.id || (comes && last.isThere)) {
    wrong.push(`${type} ${JSON.stringify(event)} after ${last.id}`);
  }
  items.set(key, { id: event.id, isThere: !type.endsWith("_removed") });
}
