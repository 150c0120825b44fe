// Fields that follow the schema of scenarios: a new fault or reply needs no change of the page.
import { html, useState } from '/lib/htm-preact.js';
import { Field } from '/parts/fields.js';
import { choicesOf, isFlag, isNumber, isObject, objectOf, resolve, valueOf } from '/core/schema.js';

const mayBeFlag = part => (resolve(part).anyOf ?? []).some(isFlag);
const isChoice = part => choicesOf(part).length > 0 && !objectOf(part);

/** A field for one member of an object. */
function Member({ name, part, value, onChange }) {
  const { description } = part;
  const required = resolve(part);
  if (isFlag(part)) {
    return html`<${Field} name=${name} label=${html`<code>${name}</code>`} value=${value === undefined ? '' : String(value)} choices=${['', 'true', 'false']} help=${description}
      onInput=${text => onChange(text === '' ? undefined : text === 'true')} />`;
  }
  if (isChoice(part)) {
    return html`<${Field} name=${name} label=${html`<code>${name}</code>`} value=${value ?? ''} none="default" choices=${['', ...choicesOf(part)]} help=${description} onInput=${onChange} />`;
  }
  if (isObject(required)) {
    return html`<fieldset class="inner"><legend><code>${name}</code></legend>
      ${description && html`<p class="help">${description}</p>`}
      <${Members} part=${required} value=${value ?? {}} onChange=${onChange} /></fieldset>`;
  }
  return html`<${Text} name=${name} part=${part} value=${value} onChange=${onChange} mono=${!isNumber(part)} help=${description} />`;
}

/** A field that keeps what was typed while it means the value: "0." is on the way to "0.5". */
function Text({ part, value, onChange, ...field }) {
  const [typed, setTyped] = useState('');
  const empty = mayBeFlag(part) ? true : undefined;
  const meaning = text => (text === '' ? empty : valueOf(part, text));
  const change = text => {
    setTyped(text);
    onChange(meaning(text));
  };
  const text = value === empty ? '' : String(value ?? '');
  return html`<${Field} ...${field} label=${html`<code>${field.name}</code>`} value=${meaning(typed) === value ? typed : text} onInput=${change} />`;
}

/** Fields for all members of an object. */
export const Members = ({ part, value, onChange, names = Object.keys(part.properties) }) => html`
  <div class="pair">${names.filter(name => part.properties[name]).map(name => html`
    <${Member} key=${name} name=${name} part=${part.properties[name]} value=${value[name]}
      onChange=${member => onChange({ ...value, [name]: member })} />`)}</div>`;

/**
 * A selection of one member, with the fields of that member: a fault has one name, and so has a
 * reply. Short forms such as "reset" are names, too.
 */
export function OneOf({ label, part, value, onChange, none, without = [] }) {
  const members = objectOf(part);
  const names = [...new Set([...choicesOf(part), ...Object.keys(members?.properties ?? {})])].filter(name => !without.includes(name));
  const chosen = typeof value === 'string' ? value : Object.keys(value ?? {}).find(name => names.includes(name)) ?? '';
  const own = members?.properties[chosen];
  const choose = name => onChange(name === '' ? undefined : beginning(part, name));
  const rest = typeof value === 'object' ? value : {};
  return html`
    <label class="field"><span>${label}</span>
      <select name=${label} value=${chosen} onChange=${event => choose(event.target.value)}>
        <option value="">${none}</option>
        ${names.map(name => html`<option value=${name} selected=${name === chosen}>${name}</option>`)}
      </select>
      ${own?.description && html`<span class="help">${own.description}</span>`}</label>
    ${own && typeof value === 'object' && html`<${Parameter} name=${chosen} part=${own} value=${rest[chosen]}
      onChange=${member => onChange({ ...rest, [chosen]: member })} />`}`;
}

/** What a fault or reply begins with when it is chosen. */
function beginning(part, name) {
  const own = objectOf(part)?.properties[name];
  if (!own) return name;
  if (isFlag(own) || mayBeFlag(own)) return { [name]: true };
  if (choicesOf(own).length && !isObject(resolve(own))) return { [name]: choicesOf(own)[0] };
  return { [name]: isObject(resolve(own)) ? {} : '' };
}

function Parameter({ name, part, value, onChange }) {
  const object = objectOf(part);
  if (isFlag(part)) return null;
  if (choicesOf(part).length && object) {
    const isObjectNow = typeof value === 'object';
    return html`
      <${Field} name=${name} label=${`${name}: which`} value=${isObjectNow ? 'some' : value ?? ''} choices=${[...choicesOf(part), 'some']}
        onInput=${text => onChange(text === 'some' ? {} : text)} />
      ${isObjectNow && html`<${Members} part=${object} value=${value} onChange=${onChange} />`}`;
  }
  if (object) return html`<${Members} part=${object} value=${value ?? {}} onChange=${onChange} />`;
  return html`<${Text} name=${name} part=${part} value=${value} onChange=${onChange} mono />`;
}
