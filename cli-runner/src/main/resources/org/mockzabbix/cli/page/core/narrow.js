// Whether the window is as narrow as a phone: rows are then higher, and have two lines.
import { changed } from '/core/changes.js';

const query = matchMedia('(max-width: 720px)');
query.addEventListener('change', changed);

export const isNarrow = () => query.matches;
export const rowHeight = (wide = 28, narrow = 62) => (query.matches ? narrow : wide);
