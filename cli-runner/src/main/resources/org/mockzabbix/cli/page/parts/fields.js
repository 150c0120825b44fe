// A field of a form: its label, the field, and help or the words of the server below it.
import { html } from '/lib/htm-preact.js';
import { Wire } from '/parts/text.js';

let lastList = 0;

/**
 * @param choices the values of a selection, where an empty one is called `none`; without them the
 *                field takes any text
 * @param list    texts to suggest
 */
export function Field({
  name, label, value, choices, list, help, problem, onInput, mono, autofocus, placeholder, lines, none = 'any',
}) {
  const id = list?.length ? `suggestions-${name}-${lastList++ % 100}` : null;
  const common = { name, autofocus, class: mono ? 'mono' : '', 'aria-invalid': problem ? 'true' : null };
  const change = onInput && (event => onInput(event.target.value));
  return html`
    <label class="field"><span>${label}</span>
      ${choices
        ? html`<select ...${common} value=${value} onChange=${change}>${choices.map(choice => html`
            <option value=${choice} selected=${choice === value}>${choice === '' ? none : choice}</option>`)}</select>`
        : lines
          ? html`<textarea ...${common} rows=${lines} onInput=${change} spellcheck=${false} value=${value} />`
          : html`<input type="text" ...${common} value=${value} onInput=${change} list=${id} placeholder=${placeholder} spellcheck=${false} autocomplete="off" />`}
      ${id && html`<datalist id=${id}>${list.map(text => html`<option value=${text} />`)}</datalist>`}
      ${problem && html`<span class="problem" role="alert"><${Wire} text=${problem} max=${2000} /></span>`}
      ${help && !problem && html`<span class="help">${help}</span>`}
    </label>`;
}
