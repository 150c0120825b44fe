// Saves a text as a file, for example what the page shows of a server that has ended.
import { items } from '/core/items.js';
import { problems, rules } from '/core/lists.js';

export function saveFile(name, text, type = 'application/json') {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function saveView() {
  const latest = [...(items.data?.all.values() ?? [])].map(({ text, to, ...item }) => item);
  const view = { values: latest, problems: problems.data, rules: rules.data };
  saveFile('mock-zabbix-view.json', JSON.stringify(view, null, 2));
}
