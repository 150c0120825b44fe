import { html, useState } from '/lib/htm-preact.js';
import { getText, post } from '/core/api.js';
import { live } from '/core/live.js';
import { rules } from '/core/lists.js';
import { useOnce } from '/core/once.js';
import { plural } from '/core/time.js';
import { note } from '/parts/say.js';
import { Refusal } from '/parts/buttons.js';

export function ResetDialog({ close }) {
  const [problem, setProblem] = useState(null);
  const once = useOnce();
  const added = rules.data?.filter(rule => rule.origin === 'api').length ?? 0;

  const reset = async () => {
    try {
      await post('reset');
      close();
      note('Reset');
    } catch (failure) {
      setProblem(failure);
    }
  };
  const download = async () => {
    try {
      const { saveFile } = await import('/core/saved.js');
      saveFile('mock-zabbix.jsonl', await getText('recording'), 'application/jsonl');
    } catch (failure) {
      setProblem(failure);
      return;
    }
    await reset();
  };
  return html`
    <h2 id="dialog-title">Reset the server?</h2>
    <p>${`It forgets ${plural(live.status?.journal.exchanges ?? 0, 'exchange')} and ${plural(added, 'rule')} added since the start, and restores the scenario.`}</p>
    <${Refusal} problem=${problem} />
    <div class="dialog-actions">
      <button class="button" type="button" onClick=${close}>Keep</button>
      <button class="button" type="button" onClick=${once(download)}>Download, then reset</button>
      <button class="button primary" type="button" id="confirm-reset" onClick=${once(reset)}>Reset</button>
    </div>`;
}
