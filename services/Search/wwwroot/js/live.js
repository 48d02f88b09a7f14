/** News from the server: server-sent events, and asking again and again where those do not get through. */

const pollMs = 3000;
const retryMs = 30000;
const listeners = { video: [], deleted: [], ingest: [], poll: [] };
const reasons = [];
let source;
let opened = false;
let polling;

/** `video` gives a video whose state changed, `deleted` one that is gone, `ingest` what became of a request, `poll` asks for a fresh look. */
export function onNews(kind, listener) {
  listeners[kind].push(listener);
}

/** Goes on listening out of sight while the test says so. */
export function listenWhile(test) {
  reasons.push(test);
}

/** Begins to listen. Out of sight it rests: browsers allow six connections to a server, and every window would keep one. */
export function listen() {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && source === undefined) connect();
    else if (document.hidden && !reasons.some((test) => test())) close();
  });
  if (!document.hidden) connect();
}

function connect() {
  const made = new EventSource('/api/events');
  source = made;
  made.addEventListener('open', () => {
    rest();
    if (opened) tell('poll'); // Not the first time: something may have happened in between.
    opened = true;
  });
  made.addEventListener('error', () => {
    polling ??= setInterval(() => tell('poll'), pollMs);
    if (made.readyState === EventSource.CLOSED) setTimeout(() => { if (source === made) connect(); }, retryMs);
  });
  for (const kind of ['video', 'deleted', 'ingest']) made.addEventListener(kind, (event) => tell(kind, JSON.parse(event.data)));
}

function close() {
  source?.close();
  source = undefined;
  rest();
}

function rest() {
  clearInterval(polling);
  polling = undefined;
}

function tell(kind, news) {
  for (const listener of listeners[kind]) listener(news);
}
