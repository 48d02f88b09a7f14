/** News from the server: server-sent events, and asking again and again where those do not get through. */

const pollMs = 3000;
const retryMs = 30000;
const listeners = { video: [], deleted: [], ingest: [], poll: [] };
let source;
let polling;

/** `video` gives a video whose state changed, `deleted` one that is gone, `ingest` what became of a request, `poll` asks for a fresh look. */
export function onNews(kind, listener) {
  listeners[kind].push(listener);
}

/** Begins to listen. */
export function listen() {
  source = new EventSource('/api/events');
  let opened = false;
  source.addEventListener('open', () => {
    clearInterval(polling);
    polling = undefined;
    if (opened) tell('poll');
    opened = true;
  });
  source.addEventListener('error', () => {
    polling ??= setInterval(() => tell('poll'), pollMs);
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, retryMs);
  });
  for (const kind of ['video', 'deleted', 'ingest']) source.addEventListener(kind, (event) => tell(kind, JSON.parse(event.data)));
}

function tell(kind, news) {
  for (const listener of listeners[kind]) listener(news);
}
