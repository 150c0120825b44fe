// The rules of the server and of mock agents, with their hits. The rule that was added last is
// first, because it applies first.
import { html, useState } from '/lib/htm-preact.js';
import { link, param, set } from '/core/route.js';
import { rules } from '/core/lists.js';
import { useOnce } from '/core/once.js';
import { patch, remove } from '/core/api.js';
import { rowHeight } from '/core/narrow.js';
import { number } from '/core/time.js';
import { note } from '/parts/say.js';
import { Grid } from '/parts/grid.js';
import { EqualRows } from '/parts/layout.js';
import { Refusal, Switch } from '/parts/buttons.js';
import { Icon, State } from '/parts/icons.js';
import { Facts, PanelHead, Section, Split } from '/parts/panel.js';
import { Wire } from '/parts/text.js';
import { draft } from '/views/ruledraft.js';
import { RuleForm } from '/views/ruleform.js';
import { RuleSnippets } from '/views/rulesnippets.js';

const COLUMNS = [
  { id: 'on', label: 'On' },
  { id: 'when', label: 'When' },
  { id: 'then', label: 'Then' },
  { id: 'often', label: 'How often', tone: 'dim' },
  { id: 'hits', label: 'Hits', right: true },
  { id: 'state', label: 'State' },
  { id: 'origin', label: 'From', tone: 'dim' },
];

const STATES = {
  live: ['ok', 'live'], exhausted: ['ok', 'used up'], unused: ['warning', 'never used'], off: ['empty', 'off'],
};

const short = value => (typeof value === 'string' ? value : Object.entries(value)
  .map(([name, part]) => (part === true ? name : `${name} ${typeof part === 'object' ? JSON.stringify(part) : part}`)).join(', '));

/** Returns what a rule does, in the words of the scenario. */
export function actionOf(rule = {}) {
  const faults = rule.faults ?? (rule.fault === undefined ? [] : [rule.fault]);
  const reply = rule.reply === undefined ? [] : [`reply: ${short(rule.reply)}`];
  const forward = rule.forward ? [`forward to ${rule.forward}`] : [];
  return { faults, text: [...faults.map(short), ...reply, ...forward].join(', ') || 'as a real server' };
}

function oftenOf({ times, skip, everyNth, probability } = {}) {
  return [
    times && `${times} times`, skip && `skip ${skip}`, everyNth && `1 of every ${everyNth}`, probability && `${probability * 100} %`,
  ].filter(Boolean).join(', ') || 'always';
}

const nameOf = rule => (rule.agent ? `agent ${rule.agent}: ${rule.for}` : rule.for);

export function shownRules() {
  const words = param('q').toLowerCase();
  return [...(rules.data ?? [])].reverse().filter(rule => !words || JSON.stringify(rule).toLowerCase().includes(words));
}

const switchRule = rule => async enabled => {
  try {
    await patch(`rules/${rule.id}`, { enabled });
    note(enabled ? 'Rule: on' : 'Rule: off');
  } catch (failure) {
    note(failure.message);
  }
  rules.refresh();
};

function cellsOf(rule) {
  const action = actionOf(rule.rule);
  const [icon, word] = STATES[rule.state] ?? ['waiting', rule.state];
  return {
    on: html`<${Switch} on=${rule.enabled} label=${`Rule ${rule.id}: ${rule.for}`} onChange=${switchRule(rule)} />`,
    when: html`<${Wire} text=${nameOf(rule)} max=${200} />`,
    then: html`<span class="state">${action.faults.length > 0 && html`<${Icon} name="fault" tone="dim" />`}<span><${Wire} text=${action.text} max=${160} /></span></span>`,
    often: oftenOf(rule.rule),
    hits: rule.rule?.times ? `${number(rule.hits)} of ${number(rule.rule.times)}` : number(rule.hits),
    state: html`<${State} icon=${icon}>${word}<//>`,
    origin: rule.origin === 'scenario' ? 'scenario' : 'added',
  };
}

function RulePanel({ rule }) {
  const [problem, setProblem] = useState(null);
  const once = useOnce();
  const drop = async () => {
    try {
      await remove(`rules/${rule.id}`);
      rules.refresh();
      set({ sel: '' });
      note('Rule: removed');
    } catch (failure) {
      setProblem(failure);
    }
  };
  return html`
    <${PanelHead} title=${`Rule ${rule.id}`} sub=${html`<${Wire} text=${nameOf(rule)} max=${400} />`}>
      <button class="button small" type="button" id="remove-rule" onClick=${once(drop)}><${Icon} name="bin" />Remove</button>
    <//>
    <${Section}><${Refusal} problem=${problem} />
      <${Facts} rows=${[
        ['Then', html`<${Wire} text=${actionOf(rule.rule).text} max=${400} />`], ['How often', oftenOf(rule.rule)],
        ['Hits', number(rule.hits)], ['State', (STATES[rule.state] ?? ['', rule.state])[1]],
        ['From', rule.origin === 'scenario' ? 'the scenario' : 'the HTTP API or this page'],
        ['Exchanges', html`<a href=${link('exchanges', { q: rule.for })}>that name this rule</a>`]]} />
    <//>
    <${Section} title="In a test or a scenario">
      ${rule.rule ? html`<${RuleSnippets} rule=${rule.rule} agent=${rule.agent} />`
        : html`<p class="dim">Only Java can declare this rule.</p>`}
    <//>`;
}

export function RulesView() {
  const shown = shownRules();
  const id = param('sel');
  const ids = shown.map(rule => String(rule.id));
  const rule = shown[ids.indexOf(id)];
  const isEmpty = rules.data && !rules.data.length;
  const panel = rule ? html`<${RulePanel} key=${id} rule=${rule} />`
    : (id === 'new' || isEmpty) && html`<${RuleForm} key=${`new ${draft.version}`} />`;
  const empty = rules.data && html`<p class="empty-note">${isEmpty ? 'No rules: the server responds as a real one.' : 'No rule matches.'}</p>`;
  return html`<${Split} kind="side" panel=${panel}
    list=${html`<${Grid} name="rules" label="Rules and faults" columns=${COLUMNS} layout=${new EqualRows(shown.length, rowHeight(32, 66))}
      keyAt=${index => ids[index]} indexOf=${key => ids.indexOf(key)} cells=${index => cellsOf(shown[index])}
      selected=${rule ? id : ''} onSelect=${sel => set({ sel })} empty=${empty} />`} />`;
}
