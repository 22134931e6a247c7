import { useState } from './ui.js';

/**
 * The newest of what comes: { rows, paused, setPaused, add, clear }. While it is paused what comes waits,
 * and is shown then.
 *
 * @param most how many are shown; older ones go
 */
export function useRing(most) {
  const [state, setState] = useState({ rows: [], waiting: [], paused: false });
  const join = (news, old) => [...news, ...old].slice(0, most);
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
