// Where the rows of a long list are. Positions are as if the list had no limit. Browsers cap the
// height of an element, and round large positions, so a long list is squeezed into LARGEST pixels.
export const LARGEST = 8_000_000;

/** Rows of equal height. */
export class EqualRows {
  constructor(count, height) {
    Object.assign(this, { count, height, total: count * height });
  }

  offset = index => index * this.height;
  heightOf = () => this.height;
  indexAt = position =>
    Math.max(0, Math.min(this.count - 1, Math.floor(position / this.height)));
}

/** Rows of two heights, for example with a row for each group. */
export class MixedRows {
  constructor(heights) {
    this.count = heights.length;
    this.offsets = new Float64Array(this.count + 1);
    heights.forEach((height, index) => { this.offsets[index + 1] = this.offsets[index] + height; });
    this.total = this.offsets[this.count];
  }

  offset = index => this.offsets[index];
  heightOf = index => this.offsets[index + 1] - this.offsets[index];

  indexAt(position) {
    let low = 0;
    let high = Math.max(0, this.count - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.offsets[middle] <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Returns the position in the whole list for a scroll position of the element, and back. */
export function squeeze(total, viewport) {
  const real = Math.min(total, LARGEST);
  const factor = real === total || real <= viewport ? 1 : (total - viewport) / (real - viewport);
  return { real, toList: top => top * factor, toScroll: position => position / factor };
}
