// What can happen in a random run: by a client, over REST, or to a line.
import { rest, restList } from "./parley.mjs";

/** What can happen, and how often. */
export const MOVES = [
  ...[[8, clientSays], [3, restSays], [4, clientEdits], [3, restEdits]],
  ...[[3, clientDeletes], [2, restDeletes]],
  ...[[3, reads], [1, mutes], [2, seats], [1, renamesUser]],
  ...[[2, renames], [1, restRenames], [3, comesOrGoes], [1, makesRoom], [1, deletesRoom]],
  ...[[5, cuts], [6, mends]],
];

/** Any room, or one that may be left and deleted. */
const anyRoom = ({ chance, steady, loose }) => chance.oneOf([...steady, ...loose]);
const looseRoom = ({ chance, loose }) => chance.oneOf(loose);

/** A room as somebody sees it; nothing where he is not in it. */
async function someonesRoom(world, { client } = world.chance.oneOf(world.people)) {
  const sid = anyRoom(world);
  const { items } = await client.getSubscribedConversations();
  return items.find((one) => one.sid === sid);
}

/** One of the last messages of a room, by REST. */
async function someMessage(world) {
  const path = `/v1/Conversations/${anyRoom(world)}/Messages`;
  const { messages } = await rest("GET", `${path}?Order=desc&PageSize=20`);
  return world.chance.oneOf(messages);
}

/** A message that somebody has sent himself. */
function ownMessage({ chance, people }) {
  const { listener, identity } = chance.oneOf(people);
  return chance.oneOf(listener.by(identity));
}

async function clientSays(world) {
  const room = await someonesRoom(world);
  await room?.sendMessage(`said ${world.chance.below(1e6)}`, { n: world.chance.below(10) });
}

async function restSays(world) {
  const path = `/v1/Conversations/${anyRoom(world)}/Messages`;
  await rest("POST", path, { Body: `told ${world.chance.below(1e6)}` });
}

async function clientEdits(world) {
  const message = ownMessage(world);
  if (world.chance.below(2)) await message?.updateBody(`edited ${world.chance.below(1e6)}`);
  else await message?.updateAttributes({ n: world.chance.below(1e6) });
}

async function restEdits(world) {
  const message = await someMessage(world);
  const attributes = JSON.stringify({ n: world.chance.below(1e6) });
  if (message) await rest("POST", pathOf(message), { Attributes: attributes });
}

async function clientDeletes(world) {
  await ownMessage(world)?.remove();
}

async function restDeletes(world) {
  const message = await someMessage(world);
  if (message) await rest("DELETE", pathOf(message));
}

const pathOf = ({ conversation_sid, sid }) => `/v1/Conversations/${conversation_sid}/Messages/${sid}`;

async function reads(world) {
  const room = await someonesRoom(world);
  if (room?.lastMessage) {
    await room.updateLastReadMessageIndex(world.chance.below(room.lastMessage.index + 1));
  }
}

async function mutes(world) {
  const room = await someonesRoom(world);
  await room?.setUserNotificationLevel(world.chance.oneOf(["default", "muted"]));
}

async function seats(world) {
  const sid = anyRoom(world);
  const participants = await restList(`/v1/Conversations/${sid}/Participants`, "participants");
  const one = world.chance.oneOf(participants);
  const Attributes = JSON.stringify({ seat: world.chance.below(100) });
  if (one) await rest("POST", `/v1/Conversations/${sid}/Participants/${one.sid}`, { Attributes });
}

async function renamesUser(world) {
  const { client } = world.chance.oneOf(world.people);
  await client.user.updateFriendlyName(`Name ${world.chance.below(1e6)}`);
}

async function renames(world) {
  const room = await someonesRoom(world, world.people[0]); // who may
  if (world.chance.below(2)) await room?.updateFriendlyName(`Room ${world.chance.below(1e6)}`);
  else await room?.updateAttributes({ n: world.chance.below(1e6) });
}

async function restRenames(world) {
  const FriendlyName = `Room ${world.chance.below(1e6)}`;
  await rest("POST", `/v1/Conversations/${anyRoom(world)}`, { FriendlyName });
}

async function comesOrGoes(world) {
  const path = `/v1/Conversations/${looseRoom(world)}/Participants`;
  const { identity } = world.chance.oneOf(world.people);
  const there = (await restList(path, "participants")).find((one) => one.identity === identity);
  if (there) await rest("DELETE", `${path}/${there.sid}`);
  else await rest("POST", path, { Identity: identity });
}

async function makesRoom(world) {
  const room = await world.people[0].client.createConversation({ friendlyName: "Made" });
  await room.join();
  await room.add("ben");
  world.loose.push(room.sid);
}

async function deletesRoom(world) {
  if (world.loose.length < 3) return;
  const [sid] = world.loose.splice(world.chance.below(world.loose.length), 1);
  await rest("DELETE", `/v1/Conversations/${sid}`);
}

async function cuts(world) {
  world.chance.oneOf(world.people).line.cut();
}

async function mends(world) {
  world.chance.oneOf(world.people).line.mend();
}
