import { proof } from './api.js';
import { useEffect, useRef } from './ui.js';

/**
 * The connection by which the server tells what happens. It is there while somebody listens, comes
 * back by itself, and says again now and then that this page is still there.
 */
const AGAIN_MS = 2000;
const STILL_HERE_MS = 30000;

const listeners = new Set();
let socket = null;
let asked = false;

const wish = () => ({
  proof: proof(),
  conversation: [...listeners].map((one) => one.conversation).find((one) => one) ?? null,
  any: [...listeners].some((one) => one.any),
  events: [...listeners].some((one) => one.events),
});

const say = () => {
  asked = true;
  stillHere();
};

const stillHere = () => {
  if (socket?.readyState === WebSocket.OPEN) {
    socket.send(new TextEncoder().encode(JSON.stringify(wish())));
  }
};

const tellAll = (message) => [...listeners].forEach((one) => one.on(message));

/** The server says that it is ready whenever it is told something; it is news when that was new. */
function hear(message) {
  if (message.type !== 'ready' || asked) {
    asked = asked && message.type !== 'ready';
    tellAll(message);
  }
}

function connect() {
  const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/console/live`);
  socket = opened;
  opened.binaryType = 'arraybuffer';
  opened.onopen = say;
  const timer = setInterval(stillHere, STILL_HERE_MS);
  opened.onmessage = ({ data }) => hear(JSON.parse(new TextDecoder().decode(data)));
  opened.onclose = () => {
    clearInterval(timer);
    if (socket === opened) {
      socket = null;
      tellAll({ type: 'lost' });
      setTimeout(() => socket === null && listeners.size > 0 && connect(), AGAIN_MS);
    }
  };
}

function add(listener) {
  listeners.add(listener);
  if (socket === null) {
    connect();
  } else {
    say();
  }
}

function drop(listener) {
  listeners.delete(listener);
  if (listeners.size === 0 && socket !== null) {
    const over = socket;
    socket = null;
    over.close();
  } else {
    say();
  }
}

/**
 * Hears what happens: `ready` when what was wanted is listened to, and what went before may have been
 * missed; `lost` when the connection is; else what the server tells (docs/console.md).
 *
 * @param wants { conversation, any, events }
 */
export function useLive(wants, on) {
  const latest = useRef(on);
  latest.current = on;
  useEffect(() => {
    const listener = { ...wants, on: (message) => latest.current(message) };
    add(listener);
    return () => drop(listener);
  }, [wants.conversation, wants.any, wants.events]);
}

/** Work that is done once at a time, and once more when it was asked for meanwhile. */
export function useOneAtATime(work) {
  const state = useRef({ busy: false, again: false });
  return async function run() {
    const it = state.current;
    if (it.busy) {
      it.again = true;
      return;
    }
    it.busy = true;
    try {
      do {
        it.again = false;
        await work();
      } while (it.again);
    } finally {
      it.busy = false;
    }
  };
}
