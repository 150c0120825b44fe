// What one pastes into a test. A value that is long or has invisible characters is left out.
import { hasInvisible } from '/core/invisible.js';
import { quoted } from '/core/java.js';
import { yaml } from '/core/yaml.js';

const LONGEST = 60;

const shell = text => `'${text.replace(/'/g, "'\\''")}'`;
/** A field of a line for zabbix_sender. */
const word = text => (/^[^\s"\\]+$/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`);
const isPlain = text => text.length <= LONGEST && text !== '' && !hasInvisible(text);

export function javaAssertion({ host, key, value, state }) {
  const withValue = isPlain(value) && !state ? `\n        .withValue(${quoted(value)})` : '';
  return `assertThat(server)\n    .received(item(${quoted(host)}, ${quoted(key)})${withValue})\n    .within(ofSeconds(5));`;
}

/** What an assertion needs above the class. */
export const ASSERTION_IMPORTS = ['java.time.Duration.ofSeconds',
  'org.mockzabbix.assertion.ZabbixAssertions.assertThat', 'org.mockzabbix.assertion.ZabbixAssertions.item']
  .map(name => `import static ${name};`).join('\n');

export function shellAssertion({ host, key, value, state }) {
  const words = [host, key, ...(isPlain(value) && !state ? [value] : [])];
  return `java -jar mock-zabbix.jar verify --expect ${shell(words.map(word).join(' '))} -- ./your-program`;
}

/** A rule as a scenario has it. The rules of a mock agent stand in the agent. */
export const ruleInScenario = (rule, agent) => yaml(agent ? { agents: [{ host: agent, rules: [rule] }] } : { rules: [rule] });
