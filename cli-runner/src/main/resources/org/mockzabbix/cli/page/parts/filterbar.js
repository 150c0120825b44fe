// Search, filters as chips, and the actions of a view.
import { html } from '/lib/htm-preact.js';
import { chips, clearFilters, FILTERS, param, set, view } from '/core/route.js';
import { live } from '/core/live.js';
import { Icon } from '/parts/icons.js';
import { Wire } from '/parts/text.js';
import { openDialog } from '/core/dialog.js';
import { BarActions, BarCount } from '/views/bars.js';

/** The text is part of the state at once: a drawing while somebody types would lose it. */
const typed = event => set({ q: event.target.value, ...(view().id === 'exchanges' && { sel: '' }) });

const Chip = ({ name, value }) => html`
  <span class="chip"><b>${name}</b><${Wire} text=${value} max=${40} />
    <button type="button" aria-label=${`Remove the filter ${name}`} onClick=${() => set({ [name]: '' }, { replace: false })}>
      <${Icon} name="close" /></button></span>`;

export function FilterBar() {
  const { id, name, search } = view();
  const chosen = chips();
  return html`
    <search class="bar">
      <label class="find">
        <${Icon} name="search" tone="dim" />
        <input type="search" id="search" placeholder=${search} aria-label=${`Search: ${name}`}
          value=${param('q')} onInput=${typed} spellcheck=${false} autocomplete="off" key=${id} />
        <kbd class="wide" aria-hidden="true">/</kbd>
      </label>
      ${chosen.map(([filter, value]) => html`<${Chip} key=${filter} name=${filter} value=${value} />`)}
      ${FILTERS[id].length > 0 && html`
        <button class="button quiet" type="button" id="add-filter" aria-label="Add a filter" title="Add a filter (f)" onClick=${() => openDialog('filter')}>
          <${Icon} name="plus" /><span class="wide">Filter</span></button>`}
      ${chosen.length > 0 && html`
        <button class="button quiet" type="button" title="Clear filters (x)" onClick=${clearFilters}>Clear</button>`}
      <span class="grow wide" />
      ${live.status && html`<span class="bar-count"><${BarCount} id=${id} /></span><${BarActions} id=${id} />`}
    </search>`;
}
