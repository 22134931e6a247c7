// What a program does that knows nothing of Parley: it lists a user's conversations, by its SDK and
// the account's credentials alone. Prints their names, and what another host says.
const twilio = require("twilio");

const client = twilio(process.env.TWILIO_ACCOUNT_SID, process.env.TWILIO_AUTH_TOKEN);

async function program() {
  for (const one of await client.conversations.v1.users("ada").userConversations.list({ pageSize: 2 })) {
    console.log(`name ${one.friendlyName}`);
  }
  try {
    await client.api.v2010.accounts.list();
  } catch (refusal) {
    console.log(`other host ${refusal.message}`);
  }
}

program().catch((failure) => {
  console.error(failure);
  process.exit(1);
});
