import { html, useState } from '/lib/htm-preact.js';
import { areKeysOn, setKeysOn } from '/core/keys.js';

const KEYS = [
  ['/', 'search'], ['1 … 6', 'views'], ['f', 'add a filter'], ['x', 'clear filters'],
  ['j  k', 'down, up'], ['Home  End', 'first, last'], ['n  N', 'next, previous problem'],
  ['Enter', 'go to the details'], ['Esc', 'close, leave a field'], ['p', 'pause, resume'],
  ['a', 'copy the assertion'], ['c', 'copy as vector'], ['r', 'rule from this'],
  ['s', 'send a value'], ['d', 'download the recording'], ['t', 'theme'],
  ['Shift R', 'reset'], ['?', 'this help'],
];

export function HelpDialog({ close }) {
  const [on, setOn] = useState(areKeysOn());
  const change = event => {
    setKeysOn(event.target.checked);
    setOn(event.target.checked);
  };
  return html`
    <h2 id="dialog-title">Keyboard</h2>
    <dl class="keys">${KEYS.map(([keys, name]) => html`
      <dt>${keys.split('  ').map(key => html`<kbd>${key}</kbd> `)}</dt><dd>${name}</dd>`)}</dl>
    <label class="check"><input type="checkbox" checked=${on} onChange=${change} />
      Use single keys while no field has the focus</label>
    <div class="dialog-actions"><button class="button" type="button" onClick=${close}>Close</button></div>`;
}
