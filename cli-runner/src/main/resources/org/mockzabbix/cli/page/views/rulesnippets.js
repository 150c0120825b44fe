// A rule as one writes it in a test and in a scenario, and what the usual client does with its fault.
import { html } from '/lib/htm-preact.js';
import { effects, effectsOf } from '/core/effects.js';
import { importsOf, isComplete, ruleInJava } from '/core/java.js';
import { ruleInScenario } from '/core/snippets.js';
import { Snippet } from '/parts/buttons.js';
import { Wire } from '/parts/text.js';

const ofSender = ['sender data', undefined];

/** Returns the fault if zabbix_sender meets this fault alone. */
function faultOfSender({ when, fault, faults = [], reply, forward }, agent) {
  const all = [...(fault === undefined ? [] : [fault]), ...faults];
  const isSender = !agent && (when === 'connect' || ofSender.includes(when?.request));
  return isSender && all.length === 1 && reply === undefined && forward === undefined ? all[0] : null;
}

const Effect = ({ row, isOnly }) => html`
  <li>${!isOnly && html`<code>${row.call}</code>: `}exit code ${row.exitCode}, ${row.isProcessed ? 'as if there were no fault' : html`“<${Wire} text=${row.output} />”`};
    ${row.isRecorded ? ' the server recorded the value' : ' the server recorded no value'}</li>`;

function SenderEffects({ rule, agent }) {
  const fault = faultOfSender(rule, agent);
  if (fault === null) return null;
  if (!effects.data) {
    effects.refresh();
    return null;
  }
  const rows = effectsOf(effects.data, fault, rule.when === 'connect');
  return rows.length > 0 && html`
    <div class="help" id="sender-effects"><p>${`What ${effects.data.program} of ${effects.data.release} did with this fault:`}</p>
      <ul>${rows.map(row => html`<${Effect} row=${row} isOnly=${rows.length === 1} />`)}</ul></div>`;
}

export function RuleSnippets({ rule, agent }) {
  if (!isComplete(rule)) return html`<p class="help" id="rule-incomplete">Choose a fault or a reply: without one, a rule does nothing.</p>`;
  const java = ruleInJava(rule, agent);
  return html`
    <${SenderEffects} rule=${rule} agent=${agent} />
    <div><${Snippet} label="Java" text=${java} imports=${importsOf(java)} />
      <${Snippet} label="YAML" text=${ruleInScenario(rule, agent)} /></div>`;
}
