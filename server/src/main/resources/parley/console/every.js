import { useEffect, useRef } from './ui.js';

/** Does something now and then, while the page can be seen and nothing holds it. */
export function useEvery(ms, work, held = false) {
  const latest = useRef(work);
  latest.current = work;
  useEffect(() => {
    if (held) {
      return undefined;
    }
    const timer = setInterval(() => document.hidden || latest.current(), ms);
    return () => clearInterval(timer);
  }, [ms, held]);
}
