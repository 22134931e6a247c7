import { useEffect, useState } from './ui.js';

const PAUSE_MS = 250;

/** A value that follows another one once that has rested: somebody is typing. */
export function useRested(value) {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
}
