// The form that adds a rule. It shows the rule in Java and as a scenario has it, before it is added.
import { html, useEffect, useMemo, useState } from '/lib/htm-preact.js';
import { post } from '/core/api.js';
import { agents, hosts, rules, schema } from '/core/lists.js';
import { useOnce } from '/core/once.js';
import { defaultPhase, isPhased, isPhaseOf } from '/core/phases.js';
import { Resource } from '/core/resource.js';
import { objectOf, resolve, ruleSchema, withoutEmpty } from '/core/schema.js';
import { set } from '/core/route.js';
import { number, plural } from '/core/time.js';
import { note } from '/parts/say.js';
import { Refusal } from '/parts/buttons.js';
import { Field } from '/parts/fields.js';
import { Members, OneOf } from '/parts/schemafields.js';
import { PanelHead } from '/parts/panel.js';
import { draft } from '/views/ruledraft.js';
import { RuleSnippets } from '/views/rulesnippets.js';

const CONNECT = 'connect';
const COMMON = ['host', 'key', 'value'];
const HOW_OFTEN = ['times', 'skip', 'everyNth', 'probability', 'seed'];
const PLACE = ['phase', 'afterBytes'];

let lastPhase = 0;

function Phase({ phases, value, onChange }) {
  const group = useMemo(() => `phase ${lastPhase++}`, []); // each fault has a choice of its own
  return html`<fieldset class="phases"><legend>The fault strikes</legend><div>
    ${phases.map(phase => html`<label><input type="radio" name=${group} checked=${phase === value} onChange=${() => onChange(phase)} />
      ${phase.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)}</label>`)}</div></fieldset>`;
}

/** Returns a fault with the place that the form shows for it: after other choices, an old one may be left. */
function placed(fault, isConnect) {
  if (typeof fault !== 'object') return fault;
  const { phase, afterBytes, ...rest } = fault;
  if (!phase || !isPhaseOf(phase, isConnect)) return rest;
  return { ...rest, phase, ...(phase === 'insideReply' && { afterBytes }) };
}

/** Returns a fault as a scenario has it, where a number of bytes takes the place of the phase. */
function writtenFault(fault) {
  if (!fault.afterBytes) return fault;
  const { phase, ...rest } = fault;
  return rest;
}

/** The faults: usually one, and as many as one likes. */
function Faults({ part, value = [], onChange, isConnect }) {
  const phases = resolve(objectOf(part).properties.phase).enum.filter(phase => isPhaseOf(phase, isConnect));
  const change = (index, fault) =>
    onChange(fault === undefined ? value.filter((_, at) => at !== index) : value.map((old, at) => (at === index ? fault : old)));
  const shown = value.length ? value.map(fault => placed(fault, isConnect)) : [undefined];
  return html`
    ${shown.map((fault, index) => html`
      <${OneOf} key=${index} label=${index ? `Fault ${index + 1}` : 'Fault'} part=${part} value=${fault} none="none" without=${PLACE}
        onChange=${changed => (index < value.length ? change(index, changed) : changed !== undefined && onChange([changed]))} />
      ${isPhased(fault) && html`
        <${Phase} phases=${phases} value=${fault.phase ?? defaultPhase(isConnect)} onChange=${phase => change(index, { ...fault, phase })} />
        ${fault.phase === 'insideReply' && html`<${Members} part=${objectOf(part)} names=${['afterBytes']} value=${fault} onChange=${changed => change(index, changed)} />`}`}`)}
    ${value.length > 0 && html`<p><button class="button small" type="button" onClick=${() => onChange([...value, 'reset'])}>Add another fault</button></p>`}`;
}

/** What is done: fault, reply, or a real server that responds. The action afterwards has the same form. */
const Step = ({ parts, value, onChange, isConnect }) => html`
  <${Faults} part=${parts.fault} value=${value.faults} isConnect=${isConnect} onChange=${faults => onChange({ ...value, faults })} />
  ${!isConnect && html`<${OneOf} label="Reply" part=${parts.reply} value=${value.reply} none="as a real server" onChange=${reply => onChange({ ...value, reply })} />`}
  ${!isConnect && parts.forward && html`<${Members} part=${{ properties: parts }} names=${value.forward ? ['forward', 'forwardTls'] : ['forward']} value=${value} onChange=${onChange} />`}`;

/** Returns what the form shows of a step, as a scenario has it: one fault has its own member. */
function written({ faults = [], reply, forward, forwardTls }, isConnect) {
  const [fault, ...others] = faults.map(one => writtenFault(placed(one, isConnect)));
  return {
    ...(!isConnect && { reply, forward, ...(forward && { forwardTls }) }),
    ...(others.length ? { faults: [fault, ...others] } : { fault }) };
}

function ruleOf({ when, step, often, afterwards }) {
  const isConnect = when.request === CONNECT;
  return withoutEmpty({
    when: isConnect ? CONNECT : when, ...written(step, isConnect), ...often, afterwards: written(afterwards, isConnect) }) ?? {};
}

/** How many of the last requests the rule would have matched. */
function WouldMatch({ when, agent }) {
  const wanted = useMemo(() => ({}), []);
  const matches = useMemo(() => new Resource(() => post('rules/matches', { when: wanted.when }, { agent: wanted.agent })), []);
  const text = JSON.stringify([when, agent]);
  if (wanted.text !== text) {
    Object.assign(wanted, { when, agent, text });
    matches.refresh();
  }
  const { data, problem } = matches;
  const words = data && !problem && (data.examined
    ? `Would have matched ${number(data.matched)} of the last ${plural(data.examined, 'request')}.` : 'No request yet.');
  return html`<p class="help" id="would-match" role="status">${words}</p>`;
}

const begin = () => ({ agent: draft.agent, when: draft.when, step: {}, often: {}, afterwards: {} });

/** Begins where the form is not filled in yet, unless nobody asked for it. */
function focusForm() {
  if (!draft.version) return;
  document.querySelector(`#rule-form select[name=${draft.when.request ? 'Fault' : 'request'}]`)?.focus();
}

export function RuleForm() {
  const [form, setForm] = useState(begin());
  const [problem, setProblem] = useState(null);
  const once = useOnce();
  useEffect(focusForm, [schema.data === null]);
  if (!schema.data) {
    schema.refresh();
    return html`<${PanelHead} title="Add a rule" sub="Loading" />`;
  }
  const parts = ruleSchema(form.agent);
  const whenPart = objectOf(parts.when);
  const change = name => value => setForm({ ...form, [name]: value });
  const changeWhen = name => value => change('when')({ ...form.when, [name]: value });
  const rule = ruleOf(form);
  const isConnect = form.when.request === CONNECT;
  const more = Object.keys(whenPart.properties).filter(name => name !== 'request' && !COMMON.includes(name));
  const suggestions = { host: hosts.data?.map(host => host.host) };

  const add = async () => {
    try {
      await post('rules', rule, { agent: form.agent });
      rules.refresh();
      note('Rule: added');
      set({ sel: '' });
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`
    <${PanelHead} title="Add a rule" sub="Until the next reset. It applies before the others." />
    <form class="form" id="rule-form" onSubmit=${once(add)}>
      ${agents.data?.length > 0 && html`<${Field} name="agent" label="For" value=${form.agent} choices=${['', ...agents.data.map(agent => agent.host)]}
        onInput=${agent => setForm({ ...begin(), when: {}, agent })} none="the server" help="The server, or the mock agent of this host" />`}
      <fieldset><legend>When</legend><div class="pair">
        <${Field} name="request" label="Request" value=${form.when.request ?? ''} choices=${['', CONNECT, ...whenPart.properties.request.enum]}
          help=${isConnect ? 'Each connection, before a request is read.' : ''} onInput=${changeWhen('request')} />
        ${!isConnect && COMMON.filter(name => whenPart.properties[name]).map(name => html`
          <${Field} name=${name} label=${name[0].toUpperCase() + name.slice(1)} value=${form.when[name] ?? ''} list=${suggestions[name]} mono=${name !== 'host'}
            placeholder="any" help=${name === 'key' ? '* and ? are allowed' : ''} onInput=${changeWhen(name)} />`)}</div>
        ${!isConnect && html`<details><summary>More conditions</summary>
          <${Members} part=${whenPart} names=${more} value=${form.when} onChange=${change('when')} /></details>`}
      </fieldset>
      <fieldset><legend>Then</legend><${Step} parts=${parts} value=${form.step} isConnect=${isConnect} onChange=${change('step')} /></fieldset>
      <details><summary>How often</summary>
        <${Members} part=${{ properties: parts }} names=${HOW_OFTEN} value=${form.often} onChange=${change('often')} />
        <fieldset class="inner"><legend>Afterwards</legend><p class="help">${parts.afterwards.description}</p>
          <${Step} parts=${resolve(parts.afterwards).properties} isConnect=${isConnect} value=${form.afterwards} onChange=${change('afterwards')} /></fieldset>
      </details>
      <${RuleSnippets} rule=${rule} agent=${form.agent} />
      <div class="form-end"><${WouldMatch} when=${rule.when} agent=${form.agent} />
        <${Refusal} problem=${problem} />
        <button class="button primary" type="submit">Add rule</button></div>
    </form>`;
}
