// One exchange with its bytes. It is fetched again while its connection may still be open.
import { get } from '/core/api.js';
import { fromBase64, textOf } from '/core/packet.js';
import { Resource } from '/core/resource.js';

const TRIES = 5;
const ENDS = ['closed', 'reset', 'resetByClient'];

export function exchangeOf(id) {
  let tries = 0;
  const resource = new Resource(async () => {
    const exchange = await get(`exchanges/${id}`, { raw: true });
    const bytes = { request: fromBase64(exchange.raw?.request), reply: fromBase64(exchange.raw?.reply) };
    const text = { request: await textOf(bytes.request), reply: await textOf(bytes.reply) };
    if (isOpen(exchange) && tries++ < TRIES) resource.refresh();
    return { exchange, bytes, text };
  }, 1000);
  resource.refresh();
  return resource;
}

/** Whether the connection may still be open. */
export function isOpen({ course }) {
  const last = course?.[course.length - 1];
  return last !== undefined && !ENDS.includes(last.event);
}
