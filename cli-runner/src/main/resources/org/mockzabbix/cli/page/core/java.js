// A rule as Java, to copy into a test. Names of classes stand before methods, so that an editor
// finds the imports.
import { INVISIBLE } from '/core/invisible.js';
import { sourceOf } from '/core/match.js';

const PACKAGES = {
  Base64: 'java.util.Base64', Duration: 'java.time.Duration', Fault: 'org.mockzabbix.fault.Fault',
  HexFormat: 'java.util.HexFormat', List: 'java.util.List', Path: 'java.nio.file.Path', Pattern: 'java.util.regex.Pattern',
  RequestKind: 'org.mockzabbix.protocol.RequestKind', RequestMatcher: 'org.mockzabbix.rule.RequestMatcher',
  Responder: 'org.mockzabbix.rule.Responder', RuleDefinition: 'org.mockzabbix.rule.RuleDefinition',
  TestPsk: 'org.mockzabbix.tls.TestPsk', TlsCertificate: 'org.mockzabbix.tls.TlsCertificate', TlsConfig: 'org.mockzabbix.tls.TlsConfig',
  TlsLibrary: 'org.mockzabbix.tls.TlsLibrary',
};

const ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '"': '\\"', '\\': '\\\\' };
const SPECIAL = new RegExp(`["\\\\]|${INVISIBLE}`, 'gu');

const escaped = character => character.replace(/[^]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Returns a string of Java, where characters that one cannot see are escaped. */
export const quoted = text => `"${String(text).replace(SPECIAL, character => ESCAPES[character] ?? escaped(character))}"`;

const constant = word => word.toUpperCase().replace(/[ .]/g, '_');

/** The kinds that have a method of their own; the others are constants of RequestKind. */
const KINDS = {
  'sender data': 'senderData', 'active checks': 'activeChecks', 'agent data': 'agentData',
  'active check heartbeat': 'activeCheckHeartbeat', 'proxy config': 'proxyConfig', 'proxy data': 'proxyData',
  'passive checks': 'passiveChecks',
};

const ofKind = kind => (kind === undefined ? 'anyRequest()' : KINDS[kind] ? `${KINDS[kind]}()` : `request(RequestKind.${constant(kind)})`);

const PATTERNS = { host: 'from', key: 'withKey', value: 'withValue', metadata: 'withMetadata', interface: 'withInterface' };
const CONDITIONS = {
  peer: address => `fromPeer(${quoted(address)})`,
  connection: number => `onConnection(${number})`,
  encrypted: is => (is ? 'encrypted()' : 'unencrypted()'),
  pskIdentity: identity => `withPskIdentity(${quoted(identity)})`,
  certificate: subject => `withCertificate(${quoted(subject)})`,
};

/** How a scenario writes a pattern: {exact: text}, /regular expression/, a glob, or a text. */
function pattern(value) {
  if (typeof value === 'object') return { text: value.exact };
  const text = String(value);
  if (/^\/[^]+\/$/.test(text)) return { regex: text.slice(1, -1) };
  return /[*?]/.test(text) ? { glob: text } : { text };
}

function matching(method, value) {
  const { text, glob, regex } = pattern(value);
  if (regex !== undefined) return `${method}(Pattern.compile(${quoted(regex)}))`;
  return glob !== undefined ? `${method}Like(${quoted(glob)})` : `${method}(${quoted(text)})`;
}

function matcher({ request, ...when } = {}) {
  const conditions = Object.entries(when).map(([name, value]) =>
    (PATTERNS[name] ? matching(PATTERNS[name], value) : CONDITIONS[name]?.(isTrue(value) ?? value)));
  return ['RequestMatcher', ofKind(request), ...conditions].join('.');
}

/** Returns the truth that a text or a flag says; undefined for others. */
const isTrue = value => ({ true: true, false: false })[value];

const UNITS = { ms: 'Millis', s: 'Seconds', m: 'Minutes', h: 'Hours', d: 'Days' };

const long = number => (Math.abs(Number(number)) > 0x7fffffff ? `${number}L` : `${number}`);

function duration(text) {
  const [, count, unit] = /^(\d+)(ms|[smhdw])?$/.exec(String(text)) ?? [null, '0', 's'];
  return unit === 'w' ? `Duration.ofDays(${long(7 * count)})` : `Duration.of${UNITS[unit ?? 's']}(${long(Number(count))})`;
}

const FAULTS = {
  delay: time => `delay(${duration(time)})`,
  stall: time => (isTrue(time) ? 'stall()' : `stall(${duration(time)})`),
  trickle: ({ bytes, interval }) => `trickle(${bytes}, ${duration(interval)})`,
  wrongLength: number => `wrongLength(${long(number)})`,
  wrongFlags: number => `wrongFlags(${number})`,
  wrongReserved: number => `wrongReserved(${long(number)})`,
  garbage: ({ length, seed }) => `garbage(${length}, ${long(seed)})`,
  extraBytes: count => `extraBytes(${count})`,
  cutAfter: count => `cutAfter(${count})`,
  tlsAlert: number => `tlsAlert(${number})`,
  tlsCertificate: ({ certFile, keyFile }) =>
    `tlsCertificate(TlsCertificate.read(${file(certFile)}, ${file(keyFile)}))`,
  tlsIdentityHint: hint => `tlsIdentityHint(${quoted(hint)})`,
  tlsPieces: ({ bytes, interval }) => `tlsPieces(${bytes}, ${duration(interval)})`,
};

/** Returns a fault with its phase, as docs/faults.md names it. */
export function faultCall(fault) {
  const { phase, afterBytes, ...only } = typeof fault === 'string' ? { [fault]: true } : fault;
  const [[name, value]] = Object.entries(only);
  const call = FAULTS[name]?.(value) ?? `${name}()`;
  return `${call}${phase ? `.${phase}()` : afterBytes ? `.afterBytes(${afterBytes})` : ''}`;
}

function rowTest([name, value]) {
  const { text, glob, regex } = pattern(value);
  return text === undefined ? `row.${name}().matches(${quoted(regex ?? `(?s)${sourceOf(glob)}`)})` : `row.${name}().equals(${quoted(text)})`;
}

const OF_ROWS = { host: 'failedHosts', key: 'failedKeys' };

function failedValues(failed) {
  if (failed === 'all') return 'failedValues(row -> true)';
  const [[name, value], ...others] = Object.entries(failed);
  const { glob } = pattern(value);
  if (glob !== undefined && !others.length) return `${OF_ROWS[name]}(${quoted(glob)})`;
  return `failedValues(row -> ${Object.entries(failed).map(rowTest).join(' && ')})`;
}

const REPLIES = {
  close: () => 'close()',
  uploadDisabled: () => 'uploadDisabled()',
  failed: failedValues,
  failure: reason => `failed(${quoted(reason)})`,
  counts: ({ processed, failed }) => `processed(${processed}, ${failed})`,
  redirect: redirect => (redirect === 'reset' ? 'redirectReset()' : `redirect(${quoted(redirect.address)}, ${long(redirect.revision)})`),
  json: text => `json(${quoted(text)})`,
  hex: text => `bytes(HexFormat.of().parseHex(${quoted(String(text).replace(/\s/g, ''))}))`,
  base64: text => `bytes(Base64.getDecoder().decode(${quoted(String(text).replace(/\s/g, ''))}))`,
};

const file = name => `Path.of(${quoted(name)})`;

/** Returns how connections to another program are encrypted. */
function tlsConfig({ psk, caFile, certFile, keyFile, crlFile, peerIssuer, peerSubject, like }) {
  return [
    psk ? `TlsConfig.psk(TestPsk.of(${quoted(psk.identity)}, ${quoted(psk.key)}))` : 'TlsConfig.unencrypted()',
    like && `like(TlsLibrary.${constant(like)})`,
    certFile && `withCertificateFiles(${[caFile, certFile, keyFile].map(file).join(', ')})`,
    crlFile && `withRevocationFile(${file(crlFile)})`,
    peerIssuer && `withPeerIssuer(${quoted(peerIssuer)})`,
    peerSubject && `withPeerSubject(${quoted(peerSubject)})`,
  ].filter(Boolean).join('.');
}

function responder({ reply, forward, forwardTls }) {
  if (forward) return `Responder.forward(${quoted(forward)}${forwardTls ? `, ${tlsConfig(forwardTls)}` : ''})`;
  if (reply === undefined) return null;
  const [[name, value]] = Object.entries(typeof reply === 'string' ? { [reply]: true } : reply);
  return `Responder.${REPLIES[name](value)}`;
}

const calls = ({ fault, faults = [] }) =>
  [...(fault === undefined ? [] : [fault]), ...faults].map(each => `Fault.${faultCall(each)}`);

/** Returns the response and the faults of a step, as one list. */
const doing = step => [responder(step), ...calls(step)].filter(part => part !== null);

/** The actions of a rule: the first one, and those after it is exhausted. */
const stepsOf = step => [step, ...(step.afterwards ? stepsOf(step.afterwards) : [])];

function fluent({ when, ...step }) {
  const parts = doing(step).join(', ');
  if (when === 'connect') return [`.onConnect(${parts})`];
  return [`.when(${matcher(when)})`, `${responder(step) ? '.reply' : '.fault'}(${parts})`];
}

const limit = ({ times }) => (times ? [`.times(${times})`] : []);

function often({ skip, everyNth, probability, seed = 0 }) {
  return [
    ...(skip ? [`.skip(${skip})`] : []), ...(everyNth ? [`.everyNth(${everyNth})`] : []),
    ...(probability === undefined ? [] : [`.withProbability(${probability}, ${long(seed)})`]),
  ];
}

const chained = (first, lines) => [first, ...lines].join('\n    ');

/** A later response with faults has no method of its own. */
function definition({ when, ...rule }) {
  const list = step => `List.of(${calls(step).join(', ')})`;
  const [first, ...next] = stepsOf(rule);
  const begun = when === 'connect' ? `RuleDefinition.forConnections(${list(first)})`
    : `RuleDefinition.forRequests(${matcher(when)}, ${responder(first)}, ${list(first)})`;
  return chained(begun, [
    ...limit(first), ...next.flatMap(step => [`.afterwards(${responder(step)}, ${list(step)})`, ...limit(step)]), ...often(rule)]);
}

/** @param agent whether the rule is for a mock agent */
export function ruleInJava(rule, agent) {
  const target = agent ? 'agent' : 'server';
  const [first, ...next] = stepsOf(rule);
  if (next.some(step => responder(step) && calls(step).length)) return `${target}.addRule(${definition(rule)});`;
  return `${chained(target, [
    ...fluent(rule), ...limit(first), ...next.flatMap(step => [`.afterwards(${doing(step).join(', ')})`, ...limit(step)]), ...often(rule)])};`;
}

/** Whether a rule does something; the form begins with one that does not. */
export const isComplete = rule => stepsOf(rule).every(step => doing(step).length > 0);

/** Returns the imports that a piece of Java needs. */
export const importsOf = java => Object.entries(PACKAGES)
  .filter(([name]) => new RegExp(`\\b${name}\\.`).test(java)).map(([, full]) => `import ${full};`).sort().join('\n');
