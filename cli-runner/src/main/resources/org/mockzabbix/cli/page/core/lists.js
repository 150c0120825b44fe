// The small lists of the server, which are fetched as a whole.
import { get } from '/core/api.js';
import { live, on } from '/core/live.js';
import { Resource } from '/core/resource.js';

const list = (path, member, gap) => new Resource(async () => (await get(path))[member], gap);

export const problems = list('problems', 'problems', 500);
export const rules = list('rules', 'rules', 500);
export const agents = list('agents', 'agents', 1000);
export const hosts = list('hosts', 'hosts', 1000);
export const proxies = list('proxies', 'proxies', 1000);
export const expectations = list('expectations', 'expectations', 1000);

/** The JSON schema of scenarios, which the forms follow. */
export const schema = new Resource(async () => (await fetch('/scenario.schema.json')).json());

const changing = [problems, rules, agents, proxies, expectations];
const all = [...changing, hosts];

/** Fetches everything again after an action of this page. */
export const refreshAll = () => all.forEach(resource => resource.refresh());

on('begin', () => live.paused || refreshAll());
on('news', () => changing.forEach(resource => resource.refresh()));
on('reset', refreshAll);
