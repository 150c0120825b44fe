// Which dialog is open, and what it is about.
import { changed } from '/core/changes.js';

let open = null;

/** @param detail what the dialog is about */
export function openDialog(name, detail = {}) {
  open = { name, detail };
  changed();
}

export function closeDialog() {
  open = null;
  changed();
}

export const openedDialog = () => open;
