// The places in the bytes of a request that explain its problem.
import { header } from '/core/packet.js';

const PARTS = {
  header: 'the header', flags: 'the flags', length: 'the declared length', reserved: 'the second length',
  compressedData: 'compressed data that is invalid', surplus: 'bytes after the data', missing: 'here bytes are missing',
  json: 'here JSON is invalid', data: 'data that is not JSON',
};

/** Returns the places that the server names, and the declared length if it is not the real one. */
export function marksOf({ marks = [], unreadable }, bytes, side) {
  if (side !== 'request') return [];
  const places = marks.map(({ offset, length, part, text }) =>
    ({ from: offset, to: offset + Math.max(1, length), cause: part === 'length', text: text === unreadable && PARTS[part] || text }));
  const isCount = marks.some(({ part }) => part === 'surplus' || part === 'missing');
  const declared = isCount && declaredLength(bytes);
  return declared ? [declared, ...places] : places;
}

function declaredLength(bytes) {
  const head = header(bytes);
  return head && { from: 5, to: head.size === 21 ? 13 : 9, cause: true, text: `the declared length: ${head.length}` };
}
