/** The library that all of the page is built with, named in one place. */
export {
  html,
  render,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from './htm/3.1.1/standalone.module.js';
