// Keeps the place of somebody who uses the keyboard: if what had the focus is gone, it goes to the
// view, not to the beginning of the page.
let last = null;

function keep() {
  if (last === null || last.isConnected || document.activeElement !== document.body) return;
  last = null;
  focusView();
}

/** Moves the focus to the row that the tab key leads to, or else to the view. */
export function focusView() {
  const row = document.querySelector('main [data-key][tabindex="0"]');
  (row ?? document.getElementById('main')).focus({ preventScroll: true });
}

export function startFocus() {
  addEventListener('focusin', event => { last = event.target; });
  new MutationObserver(keep).observe(document.getElementById('page'), { childList: true, subtree: true });
}
