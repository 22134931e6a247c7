// A bare stand-in for a server, as far as the SDK asks it until it has all of a user's
// conversations. It answers from memory at once, proves nobody, and never changes: what the SDK
// needs against it, it needs against any server.
//   node stand-in/server.mjs [--port 0] [--conversations 1000] [--members 2] [--messages 10]
import { parseArgs } from "node:util";
import { WebSocketServer } from "ws";
import { decode, encode } from "./frames.mjs";
import { SyncObject, established } from "./sync.mjs";
import { World } from "./world.mjs";

const option = (value) => ({ type: "string", default: value });
const { values } = parseArgs({
  options: {
    ...{ port: option("0"), conversations: option("1000") },
    ...{ members: option("2"), messages: option("10") },
  },
});
const options = Object.fromEntries(Object.entries(values).map(([name, text]) => [name, Number(text)]));

const door = new WebSocketServer({ host: "127.0.0.1", port: options.port, path: "/v3/wsconnect" });
await new Promise((resolve) => door.once("listening", resolve));
const address = `127.0.0.1:${door.address().port}`;
const world = new World(`http://${address}`, options);

door.on("connection", (socket) => {
  let identity;
  const send = (header, body) => socket.send(encode(header, body));
  socket.on("message", (frame) => {
    const [{ method, id, token, http_request }, payload] = decode(frame);
    const reply = { method: "reply", id, status: { code: 200, status: "OK" } };
    if (method === "init") {
      identity = identityOf(token);
      send({ ...reply, continuation_token: "none", capabilities: [] });
    } else if (method === "message") {
      const body = answer(identity, http_request);
      const http_status = body ? { code: 200, status: "OK" } : { code: 404, status: "Not Found" };
      send({ ...reply, http_status }, body ?? { status: 404, code: 20404 });
      if (http_request.path === "/v4/Subscriptions") notifyOf(JSON.parse(payload), send);
    }
  });
});
console.log(`ready on ws://${address}/v3/wsconnect`);

function answer(identity, { path, params = {} }) {
  const query = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, decodeURIComponent(value)]),
  );
  const [, first, , id, items] = path.split("/");
  if (path === "/Client/v2/Configuration") return world.configuration(identity);
  if (path === "/Mine") return world.list();
  if (path === "/v4/Subscriptions") {
    return { estimated_delivery_in_ms: 10_000, max_batch_size: 100, ttl_in_s: -1 };
  }
  const object = first === "v3" && SyncObject.find(id);
  if (!object) return undefined;
  return items ? object.page(query) : object.root(query.Include);
}

function notifyOf(request, send) {
  if (request.action !== "establish") return;
  for (const body of established(request)) {
    send({ method: "notification", id: body.event.object_sid, message_type: "twilio.sync.event" }, body);
  }
}

function identityOf(token) {
  return JSON.parse(Buffer.from(token.split(".")[1], "base64url")).grants.identity;
}
