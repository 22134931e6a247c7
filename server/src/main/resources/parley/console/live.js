import { proof } from './api.js';
import { hasSession } from './session.js';
import { useEffect, useRef, useState } from './ui.js';

/**
 * The connection by which the server tells what happens. It is there while somebody listens, comes
 * back by itself as long as the session is good, and says again now and then that this page is still
 * there; a server that leaves that unanswered is taken for lost, which no browser tells.
 */
const AGAIN_MS = 2000;
const STILL_HERE_MS = 30000;

const listeners = new Set();
const watchers = new Set();
let socket = null;
let asked = false;
let answered = true;
let lost = false;
let returning = false;

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
    answered = false;
    socket.send(new TextEncoder().encode(JSON.stringify(wish())));
  }
};

const tellAll = (message) => [...listeners].forEach((one) => one.on(message));

function setLost(now) {
  lost = now;
  watchers.forEach((tell) => tell(now));
}

/** The server says that it is ready whenever it is told something; it is news when that was new. */
function hear(message) {
  answered = true;
  if (message.type !== 'ready' || asked) {
    asked = asked && message.type !== 'ready';
    setLost(false);
    tellAll(message);
  }
}

function connect() {
  const opened = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/console/live`);
  socket = opened;
  answered = true;
  opened.binaryType = 'arraybuffer';
  opened.onopen = say;
  opened.onmessage = ({ data }) => socket === opened && hear(JSON.parse(new TextDecoder().decode(data)));
  opened.onclose = () => {
    clearInterval(timer);
    if (socket === opened) {
      socket = null;
      setLost(true);
      tellAll({ type: 'lost' });
      comeBack();
    }
  };
  const timer = setInterval(() => {
    if (answered) {
      stillHere();
    } else {
      opened.close();
      opened.onclose(); // which the browser calls only once the server has said something, or minutes later
    }
  }, STILL_HERE_MS);
}

/** Connects again as soon as the server knows who asks. */
async function comeBack() {
  const wanted = () => socket === null && listeners.size > 0;
  if (returning) {
    return;
  }
  returning = true;
  do {
    await new Promise((done) => setTimeout(done, AGAIN_MS));
  } while (wanted() && !(await hasSession()));
  returning = false;
  if (wanted()) {
    connect();
  }
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
  if (listeners.size === 0) {
    const over = socket;
    socket = null;
    setLost(false); // nobody misses it
    over?.close();
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

/** Whether what was listened to has been lost, and is not back yet. */
export function useLost() {
  const [now, setNow] = useState(lost);
  useEffect(() => {
    watchers.add(setNow);
    return () => watchers.delete(setNow);
  }, []);
  return now;
}

/**
 * Work that is done once at a time, and once more when it was asked for meanwhile.
 *
 * @param restMs how long it rests between two times, however much happens
 */
export function useOneAtATime(work, restMs = 0) {
  const state = useRef({ busy: false, again: false });
  state.current.work = work;
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
        await it.work();
        await new Promise((done) => setTimeout(done, restMs));
      } while (it.again);
    } finally {
      it.busy = false;
    }
  };
}
