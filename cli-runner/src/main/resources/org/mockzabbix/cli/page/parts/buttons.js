// Buttons that several views share.
import { html } from '/lib/htm-preact.js';
import { Icon } from '/parts/icons.js';
import { copy } from '/parts/say.js';
import { Wire } from '/parts/text.js';

export const CopyButton = ({ text, label = 'Copy', title, id }) => html`
  <button class="button small" type="button" id=${id} title=${title} onClick=${() => copy(text, `${label}: copied`)}>
    <${Icon} name="copy" />${label}
  </button>`;

/**
 * A text to paste somewhere else, with its button.
 *
 * @param id      of the button
 * @param imports what Java needs above the class
 */
export const Snippet = ({ text, label, id, title, imports }) => html`
  <div class="snippet mono"><${CopyButton} text=${text} label=${label} id=${id} title=${title} />
    ${imports && html`<${CopyButton} text=${imports} label="Imports" title="Copy the imports of this code" />`}
    <${Wire} text=${text} max=${text.length} lines="plain" /></div>`;

export const Switch = ({ on, label, onChange }) => html`
  <button class="switch" type="button" role="switch" aria-checked=${String(on)} aria-label=${label}
    onClick=${event => { event.stopPropagation(); onChange(!on); }} />`;

/** The words of the server about an action that it refused. */
export const Refusal = ({ problem }) => problem && html`
  <p class="refusal" role="alert"><${Icon} name="failed" tone="bad" /><span>
    ${problem.field && html`<b class="mono"><${Wire} text=${problem.field} /></b> `}<${Wire} text=${problem.message} max=${2000} /></span></p>`;
