/** What people are called, as one client knows it. */
export class Names {
  #client;
  #users = new Map();
  #onChange;

  /** @param onChange is told when somebody is called otherwise than before */
  constructor(client, onChange) {
    this.#client = client;
    this.#onChange = onChange;
  }

  /** Gets to know those participants who are users. */
  async meet(participants) {
    const identities = participants.map((one) => one.identity).filter((one) => one !== null);
    await Promise.all(identities.map((identity) => this.#learn(identity)));
  }

  async #learn(identity) {
    if (!this.#users.has(identity)) {
      const user = await this.#client.getUser(identity);
      this.#users.set(identity, user);
      user.on('updated', this.#onChange);
    }
  }

  /** The name of who wrote something; one who is no user is called by the address. */
  of(author) {
    return this.#users.get(author)?.friendlyName || author || 'Unknown';
  }

  close() {
    this.#users.forEach((user) => user.off('updated', this.#onChange));
  }
}

/** The address by which a participant outside chat takes part. */
export function addressOf(participant) {
  const binding = participant.bindings?.[participant.type];
  return binding?.address ?? participant.type;
}
