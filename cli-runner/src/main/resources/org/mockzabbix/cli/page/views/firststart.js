// What one sees before the first value: three things to paste, with the real ports in them.
import { html } from '/lib/htm-preact.js';
import { live } from '/core/live.js';
import { chooseScenario } from '/core/drop.js';
import { Snippet } from '/parts/buttons.js';
import { openDialog } from '/core/dialog.js';

export function FirstStart() {
  const { host, trapper } = live.status;
  const steps = [
    ['Send a value', `zabbix_sender -z ${host} -p ${trapper} -s web01 -k app.ok -o 1`],
    ['Or without the programs of Zabbix', `java -jar mock-zabbix.jar send -z ${host} -p ${trapper} -s web01 -k app.ok -o 1`],
    ['Let a real agent connect (zabbix_agentd.conf)', `ServerActive=${host}:${trapper}\nHostname=web01`],
  ];
  return html`
    <div class="first">
      <h2>Waiting for the first value</h2>
      <p>${`Senders, agents and proxies that connect to port ${trapper} appear here at once. Try one of these, or send a value from this page.`}</p>
      <ol>${steps.map(([name, text]) => html`<li><div><p>${name}</p><${Snippet} label="Copy" text=${text} /></div></li>`)}</ol>
      <div class="row-actions">
        <button class="button primary" type="button" onClick=${() => openDialog('send')}>Send a test value</button>
        <button class="button" type="button" onClick=${chooseScenario}>Load a scenario</button>
        <span class="dim">or drop a YAML file anywhere on this page</span>
      </div>
    </div>`;
}
