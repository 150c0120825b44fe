// A table that draws only the rows in view. It is a grid for screen readers, with one tab stop.
// New rows never move what is being read: the first visible row stays where it is.
import { html, Component } from '/lib/htm-preact.js';
import { LARGEST, squeeze } from '/parts/layout.js';

const SPARE = 6; // rows outside of the view that are drawn, too
const AT_TOP = 4; // pixels

/** The list that the keyboard moves in. */
export let activeGrid = null;

/**
 * @param name     the class with the widths of the columns
 * @param columns  { id, label, right }, where the style sheet hides some on narrow windows
 * @param layout   EqualRows or MixedRows
 * @param keyAt    returns the key of a row; null for a row that cannot be selected
 * @param indexOf  returns the index of a key, or -1
 * @param cells    returns the contents of a row by column, or { group } for a row of its own kind
 * @param groupOf  returns the index of the group row above a row; null without groups
 * @param follow   whether new rows at the top show up at once while the list is at the top
 * @param onRange  is told which rows are in view
 */
export class Grid extends Component {
  top = 0;
  viewport = 600;
  anchor = null;
  focusKey = null;
  revealed = ''; // the selection that was scrolled to
  shown = null; // what was drawn last: a position means a row of it

  componentDidMount() {
    activeGrid = this;
    this.observer = new ResizeObserver(() => this.measure());
    this.observer.observe(this.scroller);
    this.measure();
  }

  componentWillUnmount() {
    if (activeGrid === this) activeGrid = null;
    this.observer.disconnect();
  }

  measure() {
    const viewport = this.scroller.clientHeight;
    if (viewport !== this.viewport) {
      this.viewport = viewport;
      this.forceUpdate();
    }
  }

  scrolled = () => {
    if (this.readTop()) this.forceUpdate();
  };

  /** Reads where the list is scrolled to, and returns whether that is another place. */
  readTop() {
    const { scrollTop } = this.scroller;
    if (Math.abs(scrollTop - this.top) < 0.5) return false;
    this.top = scrollTop;
    this.remember();
    return true;
  }

  get scale() {
    return squeeze(this.props.layout.total, this.viewport);
  }

  /** Remembers the first visible row and how far it is scrolled. */
  remember() {
    const { layout, keyAt } = this.shown ?? this.props;
    const position = squeeze(layout.total, this.viewport).toList(this.top);
    let index = layout.indexAt(position);
    while (index < layout.count && keyAt(index) === null) index++;
    this.anchor = index < layout.count
      ? { key: keyAt(index), delta: layout.offset(index) - position } : null;
  }

  /** Returns the scroll position at which the remembered row is where it was. */
  anchored() {
    const { layout, indexOf, follow, selected } = this.props;
    const most = Math.max(0, this.scale.real - this.viewport + this.headHeight());
    const follows = follow && !selected && this.top < AT_TOP;
    if (this.anchor && !follows) {
      const index = indexOf(this.anchor.key);
      if (index >= 0) {
        const wanted = this.scale.toScroll(layout.offset(index) - this.anchor.delta);
        return Math.max(0, Math.min(most, wanted));
      }
    }
    return Math.min(this.top, most);
  }

  headHeight = () => this.head?.offsetHeight ?? 0;

  componentDidUpdate() {
    if (Math.abs(this.top - this.scroller.scrollTop) > 0.5) {
      this.scroller.scrollTop = this.top;
      this.top = this.scroller.scrollTop;
    }
    this.remember();
    this.revealSelected();
    if (this.focusKey !== null) this.focusRow();
  }

  /** Shows the selected row once, for example after following a link. */
  revealSelected() {
    const { selected, indexOf } = this.props;
    if (!selected) this.revealed = '';
    if (!selected || selected === this.revealed) return;
    const index = indexOf(selected);
    if (index < 0) return;
    this.revealed = selected;
    this.reveal(index);
  }

  focusRow() {
    const row = [...this.scroller.querySelectorAll('[data-key]')]
      .find(candidate => candidate.dataset.key === this.focusKey);
    if (row) {
      this.focusKey = null;
      row.focus({ preventScroll: true });
    }
  }

  /** Selects the row that is some rows away from the selected one, which may not be drawn so far. */
  move(step) {
    const { layout, keyAt, indexOf, onSelect } = this.props;
    if (layout.count === 0) return;
    const selected = this.focusKey ?? this.props.selected;
    const direction = Math.sign(step);
    let index = selected ? indexOf(selected) : -1;
    if (index < 0) index = direction > 0 ? -1 : layout.count;
    index = Math.max(0, Math.min(layout.count - 1, index + step));
    while (keyAt(index) === null && index + direction >= 0 && index + direction < layout.count) {
      index += direction;
    }
    if (keyAt(index) === null) return;
    this.focusKey = keyAt(index);
    onSelect(this.focusKey);
  }

  page() {
    return Math.max(1, Math.floor(this.viewport / this.props.layout.heightOf(0)) - 2);
  }

  /** Scrolls just so far that a row is in view. */
  reveal(index) {
    const { layout, groupOf } = this.props;
    const { toList, toScroll } = this.scale;
    const from = toList(this.top);
    const head = this.headHeight();
    const start = layout.offset(index) - (groupOf ? layout.heightOf(0) : 0);
    const end = layout.offset(index) + layout.heightOf(index);
    let position = from;
    if (start < from) position = Math.max(0, start);
    else if (end > from + this.viewport - head) position = end - this.viewport + head;
    if (position !== from) {
      this.scroller.scrollTop = toScroll(position);
      this.scrolled();
    }
  }

  toTop = () => {
    this.scroller.scrollTop = 0;
    this.scrolled();
  };

  range() {
    const { layout } = this.props;
    const from = this.scale.toList(this.top);
    const first = Math.max(0, layout.indexAt(from) - SPARE);
    const last = Math.min(layout.count - 1, layout.indexAt(from + this.viewport) + SPARE);
    return { first, last, visible: layout.indexAt(from) };
  }

  /** The rows to draw: those in view, and the one that may have the focus. */
  drawn({ first, last }) {
    const { indexOf, selected } = this.props;
    const indexes = [];
    for (let index = first; index <= last; index++) indexes.push(index);
    const chosen = selected ? indexOf(selected) : -1;
    if (chosen >= 0 && (chosen < first || chosen > last)) indexes.push(chosen);
    return indexes;
  }

  render({ name, label, columns, layout, groupOf, onRange, empty }) {
    if (this.scroller) {
      this.readTop(); // the event of scrolling may still be on its way
      this.top = this.anchored(); // before drawing: rows that are read keep their elements
    }
    this.shown = this.props;
    const range = this.range();
    onRange?.(range.first, range.last);
    const shift = this.top - this.scale.toList(this.top);
    const group = groupOf && layout.count ? groupOf(range.visible) : null;
    const stop = this.firstStop(range.visible);
    const isStuck = group !== null && layout.offset(group) < this.scale.toList(this.top);
    const isEmpty = layout.count === 0;
    const roles = isEmpty ? {} : { role: 'grid', 'aria-label': label, 'aria-rowcount': layout.count + 1 };
    return html`
      <div class=${`grid ${name}`} ...${roles} ref=${element => { this.scroller = element; }} onScroll=${this.scrolled}>
        <div class="grid-head" role=${isEmpty ? null : 'rowgroup'} aria-hidden=${isEmpty ? 'true' : null} ref=${element => { this.head = element; }}>
          <div role=${isEmpty ? null : 'row'} class="row" aria-rowindex=${isEmpty ? null : 1}>
            ${columns.map(column => html`
              <div role=${isEmpty ? null : 'columnheader'} class=${`c-${column.id} ${column.right ? 'right' : ''}`}>${column.label}</div>`)}
          </div>
        </div>
        ${isStuck && html`<div class="stuck" aria-hidden="true"><div class="row group">${this.props.cells(group).group}</div></div>`}
        ${isEmpty ? empty : html`
          <div class="grid-body" role="rowgroup" style=${{ height: `${Math.min(layout.total, LARGEST)}px` }}>
            ${this.drawn(range).map(index => this.row(index, shift, stop))}
          </div>`}
      </div>`;
  }

  row(index, shift, stop) {
    const { layout, keyAt, cells, columns, selected, onSelect } = this.props;
    const key = keyAt(index);
    const content = cells(index);
    const place = {
      transform: `translateY(${layout.offset(index) + shift}px)`, height: `${layout.heightOf(index)}px` };
    if (content.group) {
      return html`<div role="row" class="row group" key=${`group ${content.key}`} style=${place} aria-rowindex=${index + 2}>
        <div role="gridcell" aria-colspan=${columns.length}>${content.group}</div></div>`;
    }
    const isSelected = key !== null && key === selected;
    const isStop = selected ? isSelected : index === stop;
    return html`
      <div role="row" class="row" key=${key ?? `row ${index}`} data-key=${key} style=${place} aria-rowindex=${index + 2}
        aria-selected=${String(isSelected)} tabindex=${isStop ? 0 : -1} onClick=${() => key !== null && onSelect(key)}>
        ${columns.map(column => html`
          <div role="gridcell" class=${`c-${column.id} ${column.right ? 'right' : ''} ${column.tone ?? ''}`}>${content[column.id]}</div>`)}
      </div>`;
  }

  /** Returns the row that the tab key leads to if none is selected. */
  firstStop(index) {
    const { keyAt, layout } = this.props;
    while (index < layout.count && keyAt(index) === null) index++;
    return index;
  }
}
