import { isKnown } from './api.js';
import { useEffect, useRef } from './ui.js';

/** What is refused until somebody has signed in, or until there is less to do. */
const PASSING = [401, 408, 429];

/** Whether asking the same again would be refused again. */
export const isRefusal = (error) =>
  error?.status >= 400 && error.status < 500 && !PASSING.includes(error.status);

/**
 * Does something now and then, while the page can be seen, somebody is signed in and nothing holds it; not before
 * it was done the last time, so that a slow server is not asked ever more.
 *
 * @param work answers a promise, which is kept
 */
export function useEvery(ms, work, held = false) {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (held) {
      return undefined;
    }
    let busy = false;
    const tick = async () => {
      if (!busy && !document.hidden && isKnown()) {
        busy = true;
        try {
          await latest.current();
        } finally {
          busy = false;
        }
      }
    };
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  }, [ms, held]);
}
