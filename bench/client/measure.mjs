// How long the unmodified SDK takes until it has all of a user's conversations:
//   node measure.mjs --url ws://127.0.0.1:8080/v3/wsconnect --token ey... [--sdk 3] [--runs 3]
// Prints one line of JSON. Without a token it is member-0 of the stand-in.
import { parseArgs } from "node:util";

const { values: options } = parseArgs({
  options: {
    url: { type: "string" },
    token: { type: "string", default: standInToken("member-0") },
    sdk: { type: "string", default: "3" },
    runs: { type: "string", default: "3" },
  },
});
const { Client } = (await import(`conversations-${options.sdk}`)).default;

const runs = [];
for (let i = 0; i < Number(options.runs); i++) runs.push(await start());
runs.sort((a, b) => a.milliseconds - b.milliseconds);
const { conversations, milliseconds, clientCpu } = runs[Math.floor(runs.length / 2)];
const round = (value) => Math.round(value * 10) / 10;
console.log(
  JSON.stringify({
    sdk: options.sdk,
    conversations,
    milliseconds: round(milliseconds),
    clientCpuMilliseconds: round(clientCpu),
    all: runs.map((run) => round(run.milliseconds)),
  }),
);
process.exit(0);

async function start() {
  const before = process.cpuUsage();
  const from = performance.now();
  const client = new Client(options.token, { Twilsock: { uri: options.url }, logLevel: "silent" });
  let page = await client.getSubscribedConversations();
  let conversations = page.items.length;
  while (page.hasNextPage) {
    page = await page.nextPage();
    conversations += page.items.length;
  }
  const milliseconds = performance.now() - from;
  const { user, system } = process.cpuUsage(before);
  await client.shutdown();
  return { conversations, milliseconds, clientCpu: (user + system) / 1000 };
}

function standInToken(identity) {
  const payload = Buffer.from(JSON.stringify({ grants: { identity } })).toString("base64url");
  return `.${payload}.`;
}
