// Calls of the HTTP API. A refusal is a Problem with the words of the server.
export class Problem extends Error {
  constructor(document) {
    super(document.detail ?? document.title);
    Object.assign(this, { field: '', line: 0, explanation: '', ...document });
  }
}

/** The server did not answer. */
export class Unreachable extends Error {}

const path = (parts, params = {}) => {
  const query = new URLSearchParams(
    Object.entries(params).filter(([, value]) => value !== '' && value !== undefined));
  const address = Array.isArray(parts) ? parts.map(encodeURIComponent).join('/') : parts;
  return `/api/v1/${address}${query.size ? `?${query}` : ''}`;
};

async function call(method, parts, { params, body, type = 'application/json', token, read = reply => reply.json() } = {}) {
  const headers = {};
  if (body !== undefined) headers['Content-Type'] = type;
  if (token) headers.Authorization = `Bearer ${token}`;
  let reply;
  try {
    reply = await fetch(path(parts, params), { method, headers, body });
  } catch (failure) {
    throw new Unreachable(failure.message);
  }
  if (!reply.ok) {
    const text = await reply.text();
    throw new Problem(problem(reply, text));
  }
  return reply.status === 204 ? null : read(reply);
}

function problem(reply, text) {
  try {
    return { status: reply.status, ...JSON.parse(text) };
  } catch {
    return { status: reply.status, title: reply.statusText || `HTTP ${reply.status}` };
  }
}

const json = body => (body === undefined ? {} : { body: JSON.stringify(body) });

/** A part of the path is given as text, or as a list of texts that are encoded. */
export const get = (parts, params) => call('GET', parts, { params });
export const getText = parts => call('GET', parts, { read: reply => reply.text() });
export const post = (parts, body, params) => call('POST', parts, { ...json(body), params });
export const put = (parts, body) => call('PUT', parts, json(body));
export const patch = (parts, body) => call('PATCH', parts, json(body));
export const remove = parts => call('DELETE', parts);
export const putScenario = text => call('PUT', 'scenario', { body: text, type: 'application/yaml' });
export const openSession = token => call('POST', 'session', { token });
export const addressOf = path;
