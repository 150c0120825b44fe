// A part of a scenario as YAML, as one writes it by hand.
const PLAIN = /^[A-Za-z][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n)$/i;

const isEmpty = value => Object.keys(value).length === 0;

function scalar(value) {
  const isPlain = typeof value !== 'string' || (PLAIN.test(value) && !RESERVED.test(value));
  return isPlain ? String(value) : JSON.stringify(value);
}

/** Returns the lines of a value. Those of an object or a list stand below its name. */
function lines(value) {
  if (value === null || typeof value !== 'object') return [scalar(value)];
  if (isEmpty(value)) return [Array.isArray(value) ? '[]' : '{}'];
  return Array.isArray(value) ? value.flatMap(entry => listed(lines(entry))) : Object.entries(value).flatMap(member);
}

const listed = ([first, ...others]) => [`- ${first}`, ...others.map(line => `  ${line}`)];

function member([name, value]) {
  const below = lines(value);
  const fits = value === null || typeof value !== 'object' || isEmpty(value);
  return fits ? [`${scalar(name)}: ${below[0]}`] : [`${scalar(name)}:`, ...below.map(line => `  ${line}`)];
}

export const yaml = value => lines(value).join('\n');
