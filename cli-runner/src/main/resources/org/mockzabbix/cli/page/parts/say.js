// What a screen reader says, and a note for the eye if it answers an action.
import { changed } from '/core/changes.js';

export const said = { text: '', note: '' };
let timer = 0;

export function say(text) {
  said.text = text;
  changed();
}

export function note(text) {
  say(text);
  said.note = text;
  clearTimeout(timer);
  timer = setTimeout(() => {
    said.note = '';
    changed();
  }, 2500);
}

/** Browsers offer the clipboard only to pages of this machine, so there is another way for others. */
export async function copy(text, name = 'Copied') {
  if (navigator.clipboard) await navigator.clipboard.writeText(text);
  else copySelected(text);
  note(name);
}

function copySelected(text) {
  const field = document.createElement('textarea');
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
}
