import { useState } from './ui.js';

/** So many are shown; older ones go. */
const MOST = 500;

/**
 * The newest of what comes: { rows, paused, setPaused, add, clear }. While it is paused what comes waits,
 * and is shown then.
 */
export function useRing() {
  const [state, setState] = useState({ rows: [], waiting: [], paused: false });
  const join = (news, old) => [...news, ...old].slice(0, MOST);
  return {
    ...state,
    /** Takes what has come, the newest first. */
    add: (news) =>
      setState((old) =>
        old.paused
          ? { ...old, waiting: join(news, old.waiting) }
          : { ...old, rows: join(news, old.rows) },
      ),
    setPaused: (paused) =>
      setState((old) => ({
        paused,
        waiting: paused ? old.waiting : [],
        rows: paused ? old.rows : join(old.waiting, old.rows),
      })),
    clear: () => setState((old) => ({ ...old, rows: [], waiting: [] })),
  };
}
