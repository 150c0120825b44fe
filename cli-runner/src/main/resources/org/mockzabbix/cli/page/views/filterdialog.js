import { html, useState } from '/lib/htm-preact.js';
import { FILTERS, param, set, view } from '/core/route.js';
import { hosts, schema } from '/core/lists.js';
import { Field } from '/parts/fields.js';

const requests = () => schema.data?.properties.rules.items.properties.when.anyOf
  .find(choice => choice.properties)?.properties.request.enum ?? [];

/** The values that a filter can have; empty if it is any text. */
const CHOICES = {
  values: { state: () => ['not supported', 'not stored'] },
  exchanges: {
    kind: () => [...requests(), 'poll', 'passive checks'],
    verdict: () => ['ok', 'rejected', 'refused', 'unreadable', 'empty'],
  },
  problems: { kind: () => ['rejected', 'refused', 'unreadable', 'not stored', 'warning'] },
};

export function FilterDialog({ close }) {
  if (!schema.data) schema.refresh();
  const { id, name } = view();
  const [filters, setFilters] = useState(Object.fromEntries(FILTERS[id].map(filter => [filter, param(filter)])));
  const apply = event => {
    event.preventDefault();
    set(Object.fromEntries(Object.entries(filters).map(([filter, text]) => [filter, text.trim()])), { replace: false });
    close();
  };
  return html`
    <h2 id="dialog-title">${`Filter: ${name}`}</h2>
    <form class="form" onSubmit=${apply}>
      ${FILTERS[id].map((filter, index) => {
        const choices = CHOICES[id]?.[filter]?.();
        return html`<${Field} name=${filter} label=${filter[0].toUpperCase() + filter.slice(1)} value=${filters[filter]} autofocus=${index === 0}
          onInput=${text => setFilters({ ...filters, [filter]: text })} choices=${choices && ['', ...choices]} list=${filter === 'host' ? hosts.data?.map(host => host.host) : null}
          help=${choices ? '' : '* matches any text, ? any one character'} />`;
      })}
      <div class="dialog-actions">
        <button class="button" type="button" onClick=${close}>Cancel</button>
        <button class="button primary" type="submit">Filter</button>
      </div>
    </form>`;
}
