// The state of the server in one line.
import { html } from '/lib/htm-preact.js';
import { live } from '/core/live.js';
import { duration, number, plural } from '/core/time.js';

const MEBIBYTE = 1 << 20;

export function StatusBar() {
  const { status } = live;
  if (!status) return html`<footer class="status" />`;
  const { journal, total } = status;
  return html`
    <footer class="status">
      <span>dialect <b>${status.dialect}</b></span>
      <span><b>${status.strict ? 'strict' : 'lenient'}</b></span>
      <span>journal <b>${plural(journal.exchanges, 'exchange')}</b>${` of at most ${number(Math.round(journal.maxBytes / MEBIBYTE))} MiB, ${number(journal.evictedExchanges)} evicted`}</span>
      <span>since the start <b>${plural(total.values, 'value')}</b>${`, ${number(total.rejected)} rejected, ${number(total.unreadable)} unreadable`}</span>
      <span>configuration revision <b>${status.configRevision}</b></span>
      <span>up <b>${duration(status.uptimeSeconds)}</b></span>
    </footer>`;
}
