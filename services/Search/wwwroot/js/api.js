/** Talking to the server: JSON in, JSON out, and two kinds of failure. */

/** The server answered that it will not; the message is its own sentence. */
export class Refused extends Error {
  constructor(status, sentence, retrySeconds = 0) {
    super(sentence);
    Object.assign(this, { status, retrySeconds });
  }
}

/** No answer came. */
export class ServerGone extends Error {
  constructor() {
    super('The server does not answer.');
  }
}

/** What a proxy answers when the server behind it does not; a server that is busy says so in a sentence. */
const gateway = new Set([502, 503, 504]);

/** Whether an answer means that the server itself did not answer. */
export const isFromGateway = (status, contentType) => gateway.has(status) && !contentType?.includes('json');

/** Whether an exception only says that a newer request took over. */
export const isAborted = (error) => error?.name === 'AbortError';

/** Sends a request; throws `Refused` or `ServerGone`. */
export async function send(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new ServerGone();
  }
  if (isFromGateway(answer.status, answer.headers.get('Content-Type'))) throw new ServerGone();
  if (!answer.ok) throw new Refused(answer.status, sentenceOf(answer.status, await answer.text()), Number(answer.headers.get('Retry-After')));
  return answer;
}

/** GET as JSON. */
export async function get(path, signal) {
  return (await send(path, { headers: { Accept: 'application/json' }, signal })).json();
}

/** POST of JSON; the answer as JSON, null where it has no body. */
export async function post(path, body) {
  const answer = await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await answer.text();
  return text === '' ? null : JSON.parse(text);
}

/** DELETE. */
export function remove(path) {
  return send(path, { method: 'DELETE' });
}

/** A path with the parameters that are set; an array gives its name once per value. */
export function withParameters(path, parameters) {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const each of [value].flat()) {
      if (each !== null && each !== undefined && each !== '') search.append(name, each);
    }
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The sentence of a refusal, from its body. */
export function sentenceOf(status, text) {
  try {
    const problem = JSON.parse(text);
    if (problem.detail || problem.title) return problem.detail ?? problem.title;
  } catch {
    // Not JSON: a proxy's page, of which only the number is of use.
  }
  return status === 414 || status === 431 ? 'The text is too long.' : `The server answers with status ${status}.`;
}
