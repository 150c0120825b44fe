// The newest values of one item.
import { get } from '/core/api.js';
import { Resource } from '/core/resource.js';

export const MOST_VALUES = 300;
const LONGEST = 256;

export const historyOf = ({ host, key }) => new Resource(async () => {
  const { values } = await get('values', { host, key, limit: MOST_VALUES, cut: LONGEST });
  return values.filter(value => value.host === host && value.key === key).reverse();
}, 500);

/** Returns a value with its whole text; undefined if the server has it no more. */
export async function wholeValue({ host, key, exchange, row }) {
  const { values } = await get('values', { host, key, before: `${exchange}.${row + 1}`, limit: 1 });
  return values[0];
}
