// What the JSON schema of scenarios says about a field.
import { schema } from '/core/lists.js';

/** Follows a reference to a definition. */
export const resolve = part =>
  (part?.$ref ? { ...resolve(schema.data.$defs[part.$ref.split('/').pop()]), description: part.description } : part);

/** Returns the alternative of a part that is an object. */
export const objectOf = part => {
  const resolved = resolve(part);
  return resolved.properties ? resolved : (resolved.anyOf ?? []).map(resolve).find(choice => choice.properties);
};

/** Returns the texts that a part may be; empty if it may be others, too. */
export const choicesOf = part => {
  const resolved = resolve(part);
  return resolved.enum ?? (resolved.anyOf ?? []).find(choice => choice.enum)?.enum ?? [];
};

const types = part => [].concat(resolve(part).type ?? []);

export const isFlag = part => types(part).length === 1 && types(part)[0] === 'boolean';
export const isNumber = part => types(part).every(type => type === 'integer' || type === 'number') && types(part).length > 0;
export const isObject = part => Boolean(resolve(part).properties);

/** Returns the schema of the rules of the server, or of a mock agent. */
export const ruleSchema = agent => {
  const { rules, agents } = schema.data.properties;
  return (agent ? agents.items.properties.rules : rules).items.properties;
};

/** Returns what the text of a field means: numbers and flags are not strings. */
export function valueOf(part, text) {
  if (isNumber(part) && text.trim() !== '' && Number.isFinite(Number(text))) {
    return Number.isSafeInteger(Number(text)) || text.includes('.') ? Number(text) : text;
  }
  return text;
}

/** Returns a copy without empty texts and objects. */
export function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter(entry => entry !== undefined);
  if (value === null || typeof value !== 'object') return value === '' ? undefined : value;
  const entries = Object.entries(value).map(([name, member]) => [name, withoutEmpty(member)])
    .filter(([, member]) => member !== undefined);
  return entries.length ? Object.fromEntries(entries) : undefined;
}
