// The name, the ports to copy, the connection, and the actions on the whole server.
import { html } from '/lib/htm-preact.js';
import { live, pause, rate } from '/core/live.js';
import { changeTheme, download } from '/core/actions.js';
import { theme } from '/core/theme.js';
import { number } from '/core/time.js';
import { copy } from '/parts/say.js';
import { Icon, Logo } from '/parts/icons.js';
import { Wire } from '/parts/text.js';
import { openDialog } from '/core/dialog.js';

const WORDS = { connecting: 'Connecting', live: 'Live', lost: 'Disconnected', locked: 'Locked' };

const Port = ({ name, address, optional }) => html`
  <button class=${`port ${optional ? 'optional' : ''}`} type="button" title=${`Copy ${address}`}
    onClick=${() => copy(address, `${address}: copied`)}><span><${Wire} text=${name} /></span><code>${address}</code></button>`;

function Ports({ status }) {
  if (!status) return null;
  const host = status.host.includes(':') ? `[${status.host}]` : status.host;
  return html`<div class="ports" role="group" aria-label="Ports; press to copy">
    <${Port} name="trapper" address=${`${host}:${status.trapper}`} />
    ${status.agents.slice(0, 2).map(agent => html`<${Port} name=${`agent ${agent.host.slice(0, 24)}`} address=${agent.address} optional />`)}
    <${Port} name="http" address=${location.host} optional />
  </div>`;
}

function Connection() {
  const state = live.paused && live.state === 'live' ? 'paused' : live.state;
  const word = state === 'paused' ? 'Paused' : WORDS[state];
  const detail = state === 'live' ? `${number(rate())}/s`
    : state === 'paused' ? `${number(live.waiting)} wait`
    : state === 'lost' ? `retry in ${Math.max(0, Math.ceil((live.retryAt - Date.now()) / 1000))} s` : '';
  return html`<span class=${`connection ${state}`} title="The connection of this page to the server">
    <i />${word}<span class="wide dim">${detail}</span></span>`;
}

export const Header = () => html`
  <header class="top">
    <h1 class="brand"><${Logo} />Mock Zabbix</h1>
    <${Ports} status=${live.status} />
    <span class="grow" />
    <${Connection} />
    <div class="actions">
      <button class="button" type="button" id="pause" aria-pressed=${String(Boolean(live.paused))} aria-label=${live.paused ? 'Resume' : 'Pause'}
        title="Pause this page; the server goes on (p)" onClick=${() => pause()}>
        <${Icon} name=${live.paused ? 'play' : 'pause'} /><span class="wide">${live.paused ? 'Resume' : 'Pause'}</span></button>
      <button class="button wide" type="button" id="reset" title="Back to the scenario (Shift R)"
        onClick=${() => openDialog('reset')}><${Icon} name="reset" />Reset</button>
      <button class="button wide" type="button" id="recording" aria-label="Download the recording"
        title="Download the recording as JSON lines (d)" onClick=${download}>
        <${Icon} name="download" /><span class="label">Recording</span></button>
      <button class="button quiet" type="button" id="theme" aria-label=${`Theme: ${theme() || 'as the system'}`} title="Theme (t)" onClick=${changeTheme}>
        <${Icon} name="theme" /></button>
      <button class="button quiet wide" type="button" id="help" aria-label="Keyboard" title="Keyboard (?)"
        onClick=${() => openDialog('help')}><kbd>?</kbd></button>
    </div>
  </header>`;
