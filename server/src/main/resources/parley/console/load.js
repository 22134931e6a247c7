import { get, pathOf } from './api.js';
import { useCallback, useEffect, useRef, useState } from './ui.js';

/**
 * What a call answers: { value, error, loading, reload }. It is made again when one of the keys
 * changes; what was answered before stays until then, and beside an error that tells of no end of it:
 * somebody may be writing there.
 */
export function useLoaded(load, keys) {
  const [state, setState] = useState({ loading: true });
  const current = useRef(0);
  const reload = useCallback(() => {
    const asked = ++current.current;
    const set = (news) => asked === current.current && setState(news);
    return load().then(
      (value) => set({ value, of: reload, loading: false }),
      (error) =>
        set((old) => ({
          ...(error.status !== 404 && old.of === reload && { value: old.value, of: reload }),
          error,
          loading: false,
        })),
    );
  }, keys);
  useEffect(() => {
    reload();
    return () => current.current++;
  }, [reload]);
  return { ...state, reload };
}

const read = async (path) => {
  const page = await get(path);
  const next = page.meta.next_page_url;
  return { page, rows: page[page.meta.key], next: next && pathOf(next) };
};

const keyOf = (one) => one.sid ?? one.conversation_sid;

const withoutDoubles = (rows, more) => {
  const known = new Set(rows.map(keyOf));
  return [...rows, ...more.filter((one) => !known.has(keyOf(one)))];
};

/** What is shown of a list that could not be read: not what another one had. */
const NOTHING = { rows: [], next: null, page: undefined };

const PAGE_MAX = 1000;
const PAGES_MAX = 3;

const SIZE = /PageSize=(\d+)/;

const sized = (path, size) => path.replace(SIZE, `PageSize=${Math.min(PAGE_MAX, size)}`);

/**
 * Reads as much anew as is shown, from the beginning, and on to where that meets what is shown, however much came
 * before it, unless that is very far. What is shown behind the end of what was read stays.
 */
async function readThrough(path, shown) {
  const places = new Map(shown.rows.map((one, place) => [keyOf(one), place]));
  const isShown = (one) => places.has(keyOf(one));
  let { page, rows, next } = await read(sized(path, shown.rows.length));
  for (let pages = 1; next && pages < PAGES_MAX && !rows.some(isShown); pages++) {
    const more = await read(sized(next, PAGE_MAX));
    rows = withoutDoubles(rows, more.rows);
    ({ page, next } = more);
  }
  const met = rows.findLastIndex(isShown);
  if (next === null || met < 0) {
    return { page, rows, next };
  }
  const tail = met === rows.length - 1 ? shown.rows.slice(places.get(keyOf(rows[met])) + 1) : []; // else it is gone
  return { page, rows: withoutDoubles(rows.slice(0, met + 1), tail), next: shown.next };
}

/**
 * A list of the API, page by page: { rows, page, more, error, loading, reload, refresh }. `page` is the
 * answer that was read last; `refresh` reads again as much as is shown, in place: so many rows from the beginning, or,
 * with `keeping`, so that none that is shown goes for those that came before it. One is done after the other, for
 * each builds on what is shown. `reload` is for who asks for it after an error, and takes nothing away.
 *
 * @param path with a PageSize
 */
export function usePages(path) {
  const [state, setState] = useState({ rows: [], next: null, loading: true });
  const shown = useRef({});
  const during = (work) => {
    const it = shown.current;
    const set = (news) => {
      if (shown.current === it) {
        it.state = { ...it.state, ...news };
        setState(it.state);
      }
    };
    const run = async () => {
      set({ loading: true });
      try {
        set({ ...(await work(it.path, it.state)), of: it.path, error: undefined, loading: false });
      } catch (error) {
        set({ ...(it.state.of !== it.path && NOTHING), error, loading: false });
      }
    };
    return (it.turn = it.turn.then(run));
  };
  useEffect(() => {
    shown.current = { path, turn: Promise.resolve(), state };
    during(read);
  }, [path]);
  const more = async (from, { rows, next }) => {
    if (!next) {
      return {}; // it was asked for twice
    }
    const found = await read(next);
    return { ...found, rows: withoutDoubles(rows, found.rows) };
  };
  const refresh = (keeping = false) =>
    during((from, old) =>
      keeping && old.rows.length > 0
        ? readThrough(from, old)
        : read(sized(from, Math.max(SIZE.exec(from)[1], old.rows.length))),
    );
  return {
    ...state,
    more: state.next && (() => during(more)),
    reload: () => refresh(true),
    refresh,
  };
}
