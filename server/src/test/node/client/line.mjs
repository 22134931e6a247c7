// A line to a Parley that can be cut: what goes over it goes nowhere until it is mended.
import { connect, createServer } from "node:net";

export class Line {
  #url;
  #sockets = new Set();
  #waiting = [];
  #whole = true;

  /** How many connections the far end has ended. */
  ended = 0;

  static async open(url) {
    const line = new Line();
    line.#url = url;
    line.server = createServer((socket) => line.#take(socket)).listen(0, "127.0.0.1");
    await new Promise((resolve) => line.server.once("listening", resolve));
    return line;
  }

  get uri() {
    return `ws://127.0.0.1:${this.server.address().port}/v3/wsconnect`;
  }

  /** Breaks all connections; who comes back waits for {@link mend}. */
  cut() {
    this.#whole = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend() {
    this.#whole = true;
    for (const go of this.#waiting.splice(0)) go();
  }

  #take(socket) {
    this.#keep(socket);
    if (this.#whole) this.#pass(socket);
    else this.#waiting.push(() => this.#pass(socket));
  }

  #pass(socket) {
    const far = connect(Number(this.#url.port), this.#url.hostname);
    this.#keep(far);
    socket.pipe(far).pipe(socket);
    socket.on("close", () => far.destroy());
    far.on("close", () => {
      if (!socket.destroyed) this.ended++;
      socket.destroy();
    });
  }

  #keep(socket) {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy()); // as when it is cut
  }
}
