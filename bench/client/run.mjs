// Messages that are said and heard: as many as go, or at a pace.
import { setTimeout as pause } from "node:timers/promises";
import { cpuMilliseconds } from "./servers.mjs";

export const WRITERS = 8;

export class Run {
  static said = 0;
  #acknowledged = new Map();
  #heardAt = new Map();

  constructor(crowd, pid, say) {
    Object.assign(this, { crowd, pid, say });
  }

  hear(text) {
    this.#heardAt.set(text, performance.now());
  }

  /** Answers messages a second and the server's processor time for one, in milliseconds. */
  async atOnce(count, members) {
    const [cpu, began] = [cpuMilliseconds(this.pid), performance.now()];
    let left = count;
    this.crowd.heard = 0;
    const writer = async (_, i) => {
      while (left-- > 0) await this.say(`message-${Run.said++}`, i);
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
    await this.#until(() => this.crowd.heard >= members * count);
    const rate = count / ((performance.now() - began) / 1000);
    return { rate, cpu: (cpuMilliseconds(this.pid) - cpu) / count };
  }

  /** Says so many a second for five seconds; answers how late each was heard, in milliseconds. */
  async paced(perSecond) {
    this.#acknowledged.clear();
    this.#heardAt.clear();
    const count = perSecond * 5;
    const began = performance.now();
    const said = [];
    for (let i = 0; i < count; i++) {
      const wait = began + (i * 1000) / perSecond - performance.now();
      if (wait > 1) await pause(wait);
      const text = `paced-${Run.said++}`;
      said.push(this.say(text, i % WRITERS).then(() => this.#acknowledged.set(text, performance.now())));
    }
    await Promise.all(said);
    await this.#until(() => this.#heardAt.size >= count);
    return [...this.#heardAt].map(([text, at]) => Math.max(0, at - this.#acknowledged.get(text)));
  }

  async #until(isSo) {
    while (!isSo()) await pause(2);
  }
}
