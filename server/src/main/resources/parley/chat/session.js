const { Client } = window.Twilio.Conversations;

/** Whom the demo knows: `identity` and `friendly_name` of each. */
export async function people() {
  return (await fetch('/demo/people')).json();
}

/** Only the demo gives tokens away like this; your application makes them where its secrets are. */
async function token(identity) {
  const body = new URLSearchParams({ Identity: identity });
  const answer = await fetch('/demo/tokens', { method: 'POST', body });
  const told = await answer.json();
  if (!answer.ok) {
    throw new Error(told.message);
  }
  return told.token;
}

/**
 * A client of one person, when it is ready. It comes back by itself when the connection is lost.
 *
 * @param onState is told how the connection is
 * @param onDenied is told when the server takes the client no longer, and it will not come back
 */
export async function connect(identity, onState, onDenied) {
  const uri = `${location.origin.replace('http', 'ws')}/v3/wsconnect`;
  const client = new Client(await token(identity), { Twilsock: { uri } });
  const renew = async () => client.updateToken(await token(identity));
  client.on('tokenAboutToExpire', () => renew().catch(() => {})); // it is asked for again
  client.on('tokenExpired', () => renew().catch(onDenied));
  client.on('connectionStateChanged', (state) =>
    state === 'denied' ? onDenied() : onState(state));
  await new Promise((ready, failed) => {
    client.on('initialized', ready);
    client.on('initFailed', ({ error }) => failed(new Error(error?.message)));
  });
  return client;
}
