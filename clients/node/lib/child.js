"use strict";

const { spawn } = require("node:child_process");
const readline = require("node:readline");
const { setTimeout: sleep } = require("node:timers/promises");

const READY = /is ready on (\S+)/;
const OUTPUT_LINES_MAX = 200;
const STOP_MS = 10_000;

/** A server as a process below this one. It ends when this one does, whatever ends it. */
class Child {
  #process;
  #output = [];
  #ended;

  constructor(program, words, env) {
    // The server serves until its standard input ends: the system closes a pipe when one of its
    // ends is gone, also that of a process that was killed.
    this.#process = spawn(program, words, { env, stdio: ["pipe", "pipe", "pipe"] });
    this.#process.stdin.on("error", () => {}); // it has ended by itself
    this.#ended = new Promise((resolve) => {
      this.#process.once("error", (error) => resolve(error.message));
      this.#process.once("close", (code, signal) => resolve(`it ended with ${signal ?? code}`));
    });
  }

  /** The address, as soon as it can be called. Rejects with what the server said, if it ends instead. */
  async ready(timeoutMs) {
    const alarm = new AbortController();
    const failure = await Promise.race([
      this.#address().then((url) => {
        this.url = url;
      }),
      this.#ended,
      sleep(timeoutMs, `it took more than ${timeoutMs} ms`, {
        signal: alarm.signal,
      }).catch(() => {}),
    ]);
    alarm.abort();
    if (failure !== undefined) {
      this.#process.kill("SIGKILL");
      throw new Error(`Parley did not start: ${failure}\n${this.#output.join("\n")}`);
    }
    this.#letGo();
    return this.url;
  }

  /** Reads what it says, on and on: a full pipe would hold it up. */
  #address() {
    return new Promise((resolve) => {
      for (const stream of [this.#process.stdout, this.#process.stderr]) {
        readline.createInterface({ input: stream }).on("line", (line) => {
          this.#keep(line);
          const ready = READY.exec(line);
          if (ready) resolve(ready[1]);
        });
      }
    });
  }

  /** Who forgets to stop the server is not kept from ending by it. */
  #letGo() {
    this.#process.unref();
    for (const stream of this.#process.stdio) {
      stream.unref();
    }
  }

  #keep(line) {
    this.#output.push(line);
    if (this.#output.length > OUTPUT_LINES_MAX) this.#output.shift();
  }

  get pid() {
    return this.#process.pid;
  }

  /** Ends it; what is under way may finish. */
  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.ref();
    this.#process.stdin.end();
    const timer = setTimeout(() => this.#process.kill("SIGKILL"), STOP_MS);
    await this.#ended;
    clearTimeout(timer);
  }
}

module.exports = { Child };
