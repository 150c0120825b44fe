// The expectations of the scenario: those that are not met come first.
import { html, useEffect, useMemo } from '/lib/htm-preact.js';
import { param, set } from '/core/route.js';
import { expectations } from '/core/lists.js';
import { post } from '/core/api.js';
import { Resource } from '/core/resource.js';
import { rowHeight } from '/core/narrow.js';
import { Grid } from '/parts/grid.js';
import { EqualRows } from '/parts/layout.js';
import { Snippet } from '/parts/buttons.js';
import { State } from '/parts/icons.js';
import { PanelHead, Section, Split } from '/parts/panel.js';
import { Key, Wire } from '/parts/text.js';

const COLUMNS = [
  { id: 'state', label: 'State' },
  { id: 'host', label: 'Host', tone: 'mono' },
  { id: 'key', label: 'Key', tone: 'mono' },
  { id: 'text', label: 'Expectation' },
];

const STATES = { met: ['ok', 'met'], pending: ['waiting', 'not yet'], violated: ['failed', 'can no longer be met'] };
const ORDER = ['violated', 'pending', 'met'];

const rank = expectation => ORDER.indexOf(expectation.verdict);

export function shownExpectations() {
  const words = param('q').toLowerCase();
  return (expectations.data ?? []).map((expectation, index) => ({ ...expectation, id: String(index + 1) }))
    .filter(expectation => !words || JSON.stringify(expectation).toLowerCase().includes(words))
    .sort((one, other) => rank(one) - rank(other));
}

const StateOf = ({ verdict }) => {
  const [icon, word] = STATES[verdict] ?? STATES.pending;
  return html`<${State} icon=${icon}>${word}<//>`;
};

const plain = pattern => (pattern === undefined ? '' : typeof pattern === 'object' ? pattern.exact ?? JSON.stringify(pattern) : String(pattern));

const cellsOf = ({ expectation, verdict, declaration = {} }) => ({
  state: html`<${StateOf} verdict=${verdict} />`,
  host: html`<${Wire} text=${plain(declaration.host)} max=${64} />`,
  key: html`<${Key} text=${plain(declaration.key)} />`,
  text: html`<${Wire} text=${expectation} max=${200} />`,
});

/** The text that a failed assertion in Java has. */
const explanationOf = declaration => new Resource(async () => {
  try {
    return (await post('verify', { ...declaration, within: undefined, during: undefined })).expectation;
  } catch (failure) {
    return failure.explanation || failure.message;
  }
});

function ExpectationPanel({ expectation }) {
  const { declaration, verdict } = expectation;
  const resource = useMemo(() => declaration && explanationOf(declaration), [JSON.stringify(declaration)]);
  useEffect(() => resource?.refresh(), [verdict, expectations.data]);
  return html`
    <${PanelHead} title=${html`<${Wire} text=${expectation.expectation} max=${400} />`} sub=${html`<${StateOf} verdict=${verdict} />`} />
    ${verdict !== 'met' && html`<${Section} title="Explanation"><pre class="json"><${Wire} text=${resource?.data ?? ''} max=${65536} lines="plain" /></pre><//>`}
    ${declaration && html`<${Section} title="In a scenario"><${Snippet} label="JSON" text=${JSON.stringify(declaration, null, 2)} /><//>`}`;
}

const EXAMPLE = 'expect:\n  - host: web01\n    key: app.ok\n    times: 3';

export function ExpectationsView() {
  const shown = shownExpectations();
  if (expectations.data && !expectations.data.length) {
    return html`<div class="first"><h2>No expectations</h2>
      <p>Add lines such as these to a scenario, and drop the file on this page.</p><${Snippet} label="YAML" text=${EXAMPLE} /></div>`;
  }
  const id = param('sel');
  const ids = shown.map(expectation => expectation.id);
  const expectation = shown[ids.indexOf(id)];
  return html`<${Split} kind="side" panel=${expectation && html`<${ExpectationPanel} key=${id} expectation=${expectation} />`}
    list=${html`<${Grid} name="expectations" label="Expectations" columns=${COLUMNS} layout=${new EqualRows(shown.length, rowHeight(32, 66))}
      keyAt=${index => ids[index]} indexOf=${key => ids.indexOf(key)} cells=${index => cellsOf(shown[index])}
      selected=${expectation ? id : ''} onSelect=${sel => set({ sel })} empty=${expectations.data && html`<p class="empty-note">No expectation matches.</p>`} />`} />`;
}
