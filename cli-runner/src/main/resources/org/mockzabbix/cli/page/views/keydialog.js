import { html, useState } from '/lib/htm-preact.js';
import { put, remove } from '/core/api.js';
import { agents, schema } from '/core/lists.js';
import { useOnce } from '/core/once.js';
import { note } from '/parts/say.js';
import { Field } from '/parts/fields.js';
import { Refusal } from '/parts/buttons.js';
import { Wire } from '/parts/text.js';

const text = script => (typeof script === 'string' ? script : JSON.stringify(script, null, 2));

/** A script in braces is the key of a scenario file in JSON; any other text is the value itself. */
function body(script) {
  return script.trim().startsWith('{') ? JSON.parse(script) : script;
}

const forms = () => schema.data?.properties.agents.items.properties.keys.additionalProperties.anyOf
  .find(choice => choice.properties)?.properties ?? {};

/** @param detail agent, key and script; a new key without them */
export function KeyDialog({ detail, close }) {
  if (!schema.data) schema.refresh();
  const [key, setKey] = useState(detail.key ?? '');
  const [script, setScript] = useState(detail.script === undefined ? '' : text(detail.script));
  const [problem, setProblem] = useState(null);
  const once = useOnce();

  const change = async action => {
    try {
      await action();
      agents.refresh();
      note(`${key}: changed`);
      close();
    } catch (failure) {
      setProblem(failure instanceof SyntaxError ? { field: '', message: `This is not valid JSON: ${failure.message}` } : failure);
    }
  };
  const path = ['agents', detail.agent, 'keys', key];
  const save = () => change(() => put(path, body(script)));
  return html`
    <h2 id="dialog-title">${detail.key ? 'Change a key' : 'Add a key'}</h2>
    <p class="dim">Of the mock agent <b><${Wire} text=${detail.agent} /></b>, until the next reset.</p>
    <form class="form" onSubmit=${once(save)}>
      <${Field} name="key" label="Key" value=${key} onInput=${setKey} mono autofocus=${!detail.key} help="name[*] matches any parameters" />
      <${Field} name="script" label="Response" value=${script} onInput=${setScript} mono lines=${5} autofocus=${Boolean(detail.key)}
        help="The value, or JSON such as {&quot;notSupported&quot;: &quot;no such file&quot;} or {&quot;sequence&quot;: [1, 2]}" />
      <details><summary>All forms of a response</summary>
        <dl class="facts">${Object.entries(forms()).map(([name, form]) => html`<dt class="mono">${name}</dt><dd>${form.description}</dd>`)}</dl>
      </details>
      <${Refusal} problem=${problem} />
      <div class="dialog-actions">
        ${detail.key && html`<button class="button" type="button" onClick=${once(() => change(() => remove(path)))}>Remove the key</button>`}
        <span class="grow" />
        <button class="button" type="button" onClick=${close}>Cancel</button>
        <button class="button primary" type="submit">Save</button>
      </div>
    </form>`;
}
