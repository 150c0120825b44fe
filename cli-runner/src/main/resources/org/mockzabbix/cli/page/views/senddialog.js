import { html, useState } from '/lib/htm-preact.js';
import { post } from '/core/api.js';
import { hosts } from '/core/lists.js';
import { useOnce } from '/core/once.js';
import { Field } from '/parts/fields.js';
import { Refusal } from '/parts/buttons.js';
import { State } from '/parts/icons.js';

/** @param detail host and key to begin with */
export function SendDialog({ detail, close }) {
  const [value, setValue] = useState({ host: detail.host ?? 'web01', key: detail.key ?? 'app.ok', value: '1' });
  const [result, setResult] = useState(null);
  const [problem, setProblem] = useState(null);
  const once = useOnce();
  const host = hosts.data?.find(known => known.host === value.host);

  const send = async () => {
    setProblem(null);
    try {
      setResult(await post('send', value));
    } catch (failure) {
      setResult(null);
      setProblem(failure);
    }
  };
  const field = (name, label, list) => html`
    <${Field} name=${name} label=${label} value=${value[name]} list=${list} mono=${name !== 'host'} autofocus=${name === 'value'}
      problem=${problem?.field === name ? problem.message : ''} onInput=${text => setValue({ ...value, [name]: text })} />`;
  return html`
    <h2 id="dialog-title">Send a value</h2>
    <p class="dim">To this server, as zabbix_sender does.</p>
    <form class="form" onSubmit=${once(send)}>
      ${field('host', 'Host', hosts.data?.map(known => known.host))}
      ${field('key', 'Key', host?.items?.map(item => item.key))}
      ${field('value', 'Value')}
      ${problem && !value[problem.field] && html`<${Refusal} problem=${problem} />`}
      ${result && html`<p id="send-result" role="status"><${State} icon=${result.failed ? 'failed' : 'ok'}>
        ${`processed: ${result.processed}; failed: ${result.failed}`}<//></p>`}
      <div class="dialog-actions">
        <button class="button" type="button" onClick=${close}>Close</button>
        <button class="button primary" type="submit">Send</button>
      </div>
    </form>`;
}
