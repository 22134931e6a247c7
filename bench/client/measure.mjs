// How long the unmodified SDK takes until it has all of a user's conversations:
//   node measure.mjs --url ws://127.0.0.1:8080/v3/wsconnect --token ey... [--sdk 3]
// Prints one line of JSON, in milliseconds. Without a token it is member-0 of the stand-in.
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    token: { type: "string", default: standInToken("member-0") },
    sdk: { type: "string", default: "3" },
  },
});
const { Client } = (await import(`conversations-${options.sdk}`)).default;

const before = process.cpuUsage();
const from = performance.now();
const client = new Client(options.token, { Twilsock: { uri: options.url }, logLevel: "silent" });
let page = await client.getSubscribedConversations();
const firstPage = performance.now() - from;
let conversations = page.items.length;
while (page.hasNextPage) {
  page = await page.nextPage();
  conversations += page.items.length;
}
const all = performance.now() - from;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ conversations, firstPage, all, clientCpu: (user + system) / 1000 }));
process.exit(0);

function standInToken(identity) {
  const payload = Buffer.from(JSON.stringify({ grants: { identity } })).toString("base64url");
  return `.${payload}.`;
}
