/** The moments of a query, or the latest videos where there is none. */
import { announce } from './announce.js';
import { filtersOf } from './address.js';
import { get, isAborted, Refused, withParameters } from './api.js';
import { answered } from './connection.js';
import { countVideos } from './counts.js';
import { byId, el } from './dom.js';
import { count, time } from './format.js';
import { gridKeys, resetStops } from './grid-keys.js';
import { bone, momentCard, videoCard } from './moment-card.js';
import { emptyArchive, failure, nothingFound, nothingYet, noServer, noVideoLeft, oddQuery } from './moment-notes.js';
import { latestVideos } from './latest-videos.js';
import { exampleHead, isSearching, searchLike } from './like.js';
import { onNews } from './live.js';
import { current, onChange } from './router.js';
import { searchParameters } from './search-parameters.js';
import { offerTakeaway } from './takeaway.js';

const pageSize = 40;
const view = byId('moments-view');
const grid = byId('moments');
const more = byId('more-moments');
const place = byId('moments-note');
const example = byId('moments-like');

let shown; // what was asked for, without what is played
let asking = new AbortController();
let next = null;

/** Wires the view; it follows the address. */
export function moments() {
  more.addEventListener('click', () => loadMore());
  grid.addEventListener('keydown', (event) => {
    const link = event.target.closest('a');
    if (link && event.key.toLowerCase() === 'm' && !event.ctrlKey && !event.metaKey && !event.altKey) searchLike(link.dataset.video, Number(link.dataset.start));
  });
  gridKeys(grid, { above: () => byId('q'), beyond: () => (more.hidden ? null : more) });
  onNews('video', (video) => { if (video.state === 'searchable' && isAwaited(video)) refresh(); });
  onChange((state) => {
    view.hidden = state.view !== '';
    if (state.view !== '') return;
    document.title = state.q === '' ? 'MoTE.Indexing' : `${state.q} – MoTE.Indexing`;
    if (asked(state) !== shown) refresh();
  });
}

/** What a state asks for, without what is played. */
const asked = (state) => JSON.stringify([state.q, state.like, filtersOf(state)]);

/** Whether a video that has become searchable changes what is shown: it is the latest, or the first of all. */
function isAwaited(video) {
  return grid.childElementCount === 0 || (!isSearching(current()) && !grid.contains(document.activeElement) && !grid.querySelector(`a[href*="${video.videoId}"]`));
}

/** Asks again for what the address says. */
export async function refresh() {
  const state = current();
  if (state.view !== '') return;
  shown = asked(state);
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  begin(state);
  const isAnswered = await settle(() => (isSearching(state) ? search(state, signal) : latest(state, signal)), refresh);
  if (signal.aborted) return;
  if (!isAnswered) {
    show([]); // What was found for something else is no answer.
    place.replaceChildren(noServer());
  }
  grid.setAttribute('aria-busy', 'false');
}

function begin(state) {
  const title = byId('moments-title');
  title.textContent = isSearching(state) ? state.q : 'Latest videos';
  title.classList.toggle('unseen', isSearching(state)); // The search box shows it, or the example beside it.
  example.replaceChildren();
  offerTakeaway(false);
  byId('moments-sum').textContent = '';
  place.replaceChildren();
  more.hidden = true;
  if (grid.childElementCount === 0) grid.replaceChildren(...Array.from({ length: 10 }, bone));
  grid.setAttribute('aria-busy', 'true');
}

async function search(state, signal) {
  const answer = await ask(state, null, signal);
  show(answer.hits.map((hit) => momentCard(hit, state)));
  offerTakeaway(answer.hits.length > 0);
  const sought = answer.like === null ? state.q : `moments like ${answer.like.title} at ${time(answer.like.startMs)}`;
  if (answer.like !== null) {
    byId('moments-title').textContent = `Like ${answer.like.title} at ${time(answer.like.startMs)}`;
    document.title = `Like ${answer.like.title} – MoTE.Indexing`;
    example.replaceChildren(...exampleHead(answer.like, state));
  }
  next = answer.next;
  more.hidden = next === null;
  if (answer.hits.length === 0) {
    if (answer.searched === 0 && await nothingThere(signal)) return;
    byId('moments-sum').textContent = `${count(answer.searched, 'segment')} searched in ${Math.max(1, Math.round(answer.tookMs))} ms`;
    place.replaceChildren(nothingFound(answer, state));
    if (answer.nearest) show([momentCard(answer.nearest, state)]);
    announce(`Nothing matches ${sought}.`);
    return;
  }
  const found = `${count(answer.hits.length, unit(state))}${next === null ? '' : ' and more'}`;
  byId('moments-sum').textContent = `${found} · ${count(answer.searched, 'segment')} searched in ${Math.max(1, Math.round(answer.tookMs))} ms`;
  place.replaceChildren(...(answer.notes ?? []).map((sentence) => el('p', { class: 'remark' }, sentence)));
  announce([`${found} for ${sought}.`, ...(answer.notes ?? [])].join(' '));
}

async function latest(state, signal) {
  const videos = await latestVideos(state, signal);
  if (videos.length === 0 && await nothingThere(signal)) return;
  show(videos.map((video) => videoCard(video, state)));
  if (videos.length === 0) place.replaceChildren(noVideoLeft());
}

/** Where nothing is searchable yet, says what to do about it. */
async function nothingThere(signal) {
  const counts = await countVideos(signal);
  if (counts.searchable > 0) return false;
  show([]);
  byId('moments-title').textContent = '';
  place.replaceChildren(counts.all === 0 ? emptyArchive() : nothingYet(counts));
  return true;
}

async function loadMore() {
  const state = current();
  const { signal } = asking;
  more.disabled = true;
  await settle(async () => {
    const answer = await ask(state, next, signal);
    const cards = answer.hits.map((hit) => momentCard(hit, state));
    grid.append(...cards);
    next = answer.next;
    more.hidden = next === null;
    const first = cards[0]?.querySelector('a');
    if (document.activeElement === more || document.activeElement === document.body) first?.focus({ preventScroll: true });
    announce(`${count(cards.length, `more ${unit(state)}`)}.`);
  }, loadMore);
  more.disabled = false;
}

const unit = (state) => state.groupBy || (state.like === '' ? 'moment' : 'segment');

function ask(state, cursor, signal) {
  return get(withParameters('/api/search', { ...searchParameters(state), limit: pageSize, cursor }), signal);
}

function show(cards) {
  grid.replaceChildren(...cards);
  resetStops(grid);
}

/** Runs work and shows its failure. Resolves to whether the server answered. */
async function settle(work, again) {
  try {
    return await answered(work, again);
  } catch (error) {
    if (isAborted(error)) return true;
    if (!(error instanceof Refused)) throw error;
    show([]);
    place.replaceChildren(error.status < 500 ? oddQuery(error.message) : failure(error.message, again));
    announce(error.message);
    return true;
  }
}
