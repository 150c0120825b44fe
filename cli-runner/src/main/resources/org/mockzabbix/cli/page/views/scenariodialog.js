import { html, useState } from '/lib/htm-preact.js';
import { putScenario } from '/core/api.js';
import { refreshAll } from '/core/lists.js';
import { useOnce } from '/core/once.js';
import { note } from '/parts/say.js';
import { Wire } from '/parts/text.js';
import { Refusal } from '/parts/buttons.js';

const AROUND = 3;

/** The lines of the file around the one with the error. */
function Place({ text, problem }) {
  const lines = text.split('\n');
  const from = Math.max(0, problem.line - 1 - AROUND);
  return html`
    <pre class="lines" tabindex="0" role="region" aria-label="The place of the error">${lines.slice(from, problem.line + AROUND).map((line, index) => {
      const number = from + index + 1;
      const isHere = number === problem.line;
      return html`<span class=${isHere ? 'here' : ''}><span class="offset">${String(number).padStart(4)}</span>  <${Wire} text=${line} />${'\n'}</span>${isHere
        && html`<span class="here-why">${'      '}<${Wire} text=${problem.message} max=${2000} />${'\n'}</span>`}`;
    })}</pre>`;
}

/** @param detail name and text of the file */
export function ScenarioDialog({ detail, close }) {
  const [text, setText] = useState(detail.text);
  const [problem, setProblem] = useState(null);
  const once = useOnce();
  const load = async () => {
    try {
      await putScenario(text);
      refreshAll();
      note(`${detail.name}: loaded`);
      close();
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`
    <h2 id="dialog-title">Load a scenario</h2>
    <p>It replaces hosts, mock agents, rules and expectations, and resets the server.</p>
    <label class="field"><span><${Wire} text=${detail.name} /></span>
      <textarea class="mono" rows="12" spellcheck=${false} aria-invalid=${problem ? 'true' : null} onInput=${event => setText(event.target.value)} value=${text} /></label>
    ${problem && (problem.line > 0 ? html`<${Place} text=${text} problem=${problem} />` : html`<${Refusal} problem=${problem} />`)}
    <div class="dialog-actions">
      <button class="button" type="button" onClick=${close}>Cancel</button>
      <button class="button primary" type="button" id="load-scenario" onClick=${once(load)}>Load</button>
    </div>`;
}
