// What zabbix_sender does after each fault: the table of docs/faults.md, which a test of the real
// program writes.
import { Resource } from '/core/resource.js';
import { faultCall } from '/core/java.js';
import { defaultPhase, isPhased } from '/core/phases.js';

const ROW = /^\| `(\w+\(.*\)[^|]*)` \| (\d) \| (.*) \| (yes|no) \|$/;
const TIMEOUT = /`(zabbix_sender -t \d+)` of (Zabbix [\d.]+)/;

/** The fault alone, and the place of it: parameters differ from those that were tried. */
const shape = call => [/^\w+/.exec(call)[0], /\)\.(\w+)\([^()]*\)$/.exec(call)?.[1]].join();

function parse(page) {
  const rows = page.split('\n').map(line => ROW.exec(line)).filter(Boolean);
  const [, program, release] = TIMEOUT.exec(page);
  return {
    program, release,
    rows: rows.map(([, call, exitCode, output, recorded]) => ({
      call, shape: shape(call), isProcessed: exitCode === '0', exitCode,
      output: output.replace(/`/g, '').split('<br>')[0], isRecorded: recorded === 'yes' })),
  };
}

export const effects = new Resource(async () => parse(await (await fetch('/faults.md')).text()));

/** Returns what was measured with this fault: one row if the outcome does not depend on its parameters. */
export function effectsOf({ rows }, fault, isConnect) {
  const call = faultCall(withPhase(fault, isConnect)).replace(/Duration\.of/g, 'of');
  const alike = rows.filter(row => row.shape === shape(call));
  const same = alike.filter(row => row.call === call);
  const found = same.length ? same : alike;
  const isOne = new Set(found.map(row => [row.exitCode, row.isRecorded].join())).size === 1;
  return isOne ? found.slice(0, 1) : found;
}

/** Returns a fault with the phase that it has if it names none. */
function withPhase(fault, isConnect) {
  const object = typeof fault === 'string' ? { [fault]: true } : fault;
  return isPhased(object) && !object.phase && !object.afterBytes ? { ...object, phase: defaultPhase(isConnect) } : object;
}
