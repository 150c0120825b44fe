// Starts the page: one component tree, drawn again at most once per frame after a change.
import { html, render } from '/lib/htm-preact.js';
import { App } from '/app.js';
import { startKeys } from '/core/keys.js';
import { startDrop } from '/core/drop.js';
import { startFocus } from '/core/focus.js';
import { startLive } from '/core/live.js';
import { startRoute } from '/core/route.js';
import { onChange } from '/core/changes.js';
import '/core/summary.js';

const root = document.getElementById('page');
onChange(() => render(html`<${App} />`, root));
startRoute();
startKeys();
startFocus();
startDrop();
startLive();
