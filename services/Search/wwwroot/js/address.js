/** The page's state and how the address holds it. A parameter is called what it is called under /api/search, so both read alike. */

/** What narrows a search, beside its text. */
export const filterNames = ['collection', 'tag', 'title', 'not', 'from', 'to', 'minDurationMs', 'maxDurationMs', 'minRelevance', 'groupBy'];

/** What narrows the list of videos. */
export const siftNames = ['state', 'collection', 'title'];

const own = ['view', 'q', 'like', 'play', 't', 'state'];

/** The state of an address such as `?q=a+ladder&collection=news`; what it does not name is an empty text, tags are an array. */
export function read(search) {
  const parameters = new URLSearchParams(search);
  const state = {};
  for (const name of [...own, ...filterNames]) state[name] = parameters.get(name) ?? '';
  state.tag = parameters.getAll('tag').filter((tag) => tag !== '');
  state.view = state.view === 'videos' ? 'videos' : '';
  return state;
}

/** The address of a state. */
export function write(state) {
  const parameters = new URLSearchParams();
  for (const name of [...own, ...filterNames]) {
    for (const value of [state[name] ?? ''].flat()) {
      if (value !== '') parameters.append(name, value);
    }
  }
  const text = parameters.toString();
  return text === '' ? '/' : `/?${text}`;
}

/** The filters of a state that are set, by name. */
export function filtersOf(state) {
  return Object.fromEntries(filterNames.filter((name) => state[name].length > 0).map((name) => [name, state[name]]));
}

/** The address of a moment, in the state that found it. */
export function momentAddress(state, videoId, startMs) {
  return write({ ...state, play: videoId, t: String(Math.round(startMs)) });
}
