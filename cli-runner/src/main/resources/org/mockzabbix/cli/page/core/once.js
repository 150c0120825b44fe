// A form that is sent again before the first response acts once.
import { useRef } from '/lib/htm-preact.js';

/** Returns a wrapper for the handler of a form or button: while it runs, it ignores further events. */
export function useOnce() {
  const running = useRef(false);
  return action => async event => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    try {
      await action();
    } finally {
      running.current = false;
    }
  };
}
