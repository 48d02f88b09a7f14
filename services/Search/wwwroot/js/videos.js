/** The list of videos, kept up to date by news from the server. */
import { announce } from './announce.js';
import { siftNames } from './address.js';
import { get, isAborted, post, Refused, remove, withParameters } from './api.js';
import { answered } from './connection.js';
import { confirmed } from './dialogs.js';
import { button, byId } from './dom.js';
import { count } from './format.js';
import { onNews } from './live.js';
import { failure, emptyArchive } from './moment-notes.js';
import { note } from './note.js';
import { change, current, onChange } from './router.js';
import { stateWords, videoRow } from './video-row.js';

const pageSize = 50;
const list = byId('videos');
const more = byId('more-videos');
const place = byId('videos-note');
const sift = byId('sift');

let shown;
let asking = new AbortController();
let next = null;

const deeds = {
  play: (video) => change({ play: video.videoId, t: '0' }),
  async retry(video) {
    if (await done(() => post(`/api/videos/${video.videoId}/retry`), `Trying ${video.title} again.`)) load();
  },
  async remove(video) {
    const yes = await confirmed(`Delete “${video.title}”?`, 'Its moments and pictures are removed, and the file if the archive holds it. A file that was indexed where it lies stays there.', 'Delete');
    if (!yes || !await done(() => remove(`/api/videos/${video.videoId}`), `${video.title} is deleted.`)) return;
    dropRow(video.videoId);
    (list.querySelector('button') ?? byId('add')).focus();
  },
};

/** Wires the view; it follows the address. */
export function videos() {
  more.addEventListener('click', loadMore);
  sift.addEventListener('submit', (event) => event.preventDefault());
  sift.addEventListener('change', () => change({ ...Object.fromEntries(siftNames.map((name) => [name, sift.elements[name].value.trim()])) }));
  onNews('video', takeNews);
  onNews('deleted', (news) => { if (current().view === 'videos') dropRow(news.videoId); });
  onNews('poll', lookAgain);
  onChange((state) => {
    const here = state.view === 'videos';
    byId('videos-view').hidden = !here;
    byId('tab-videos').toggleAttribute('aria-current', here);
    if (here) byId('tab-videos').setAttribute('aria-current', 'page');
    if (!here) { shown = undefined; return; }
    document.title = 'Videos – MoTE.Indexing';
    for (const name of siftNames) sift.elements[name].value = state[name];
    const wanted = JSON.stringify(chosen(state));
    if (wanted !== shown) load();
  });
}

/** Puts the names of the collections into the list. */
export function offerCollectionsToList(names) {
  sift.elements.collection.replaceChildren(new Option('All collections', ''), ...names.map((name) => new Option(name, name)));
  sift.elements.collection.value = current().collection;
}

async function load() {
  const state = current();
  if (state.view !== 'videos') return;
  shown = JSON.stringify(chosen(state));
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  await settle(async () => {
    const answer = await get(withParameters('/api/videos', { ...chosen(state), limit: pageSize }), signal);
    place.replaceChildren(...(answer.videos.length > 0 ? [] : [nothing(state)]));
    list.replaceChildren(...answer.videos.map((video) => videoRow(video, deeds)));
    next = answer.next;
    sum();
  });
}

/** Brings the rows up to date where no news come, without touching those that are as they were. */
async function lookAgain() {
  const state = current();
  if (state.view !== 'videos') return;
  const { signal } = asking;
  await settle(async () => {
    const answer = await get(withParameters('/api/videos', { ...chosen(state), limit: pageSize }), signal);
    for (const video of answer.videos.toReversed()) takeNews(video);
    if (answer.next !== null) return;
    const left = new Set(answer.videos.map((video) => video.videoId));
    for (const row of [...list.children]) if (!left.has(row.dataset.id)) dropRow(row.dataset.id);
  });
}

function dropRow(videoId) {
  rowOf(videoId)?.remove();
  if (list.childElementCount === 0) load();
  else sum();
}

async function loadMore() {
  const { signal } = asking;
  more.disabled = true;
  await settle(async () => {
    const answer = await get(withParameters('/api/videos', { ...chosen(current()), limit: pageSize, cursor: next }), signal);
    list.append(...answer.videos.filter((video) => !rowOf(video.videoId)).map((video) => videoRow(video, deeds)));
    next = answer.next;
    sum();
  });
  more.disabled = false;
}

function takeNews(video) {
  if (current().view !== 'videos') return;
  const old = rowOf(video.videoId);
  if (old?.dataset.video === JSON.stringify(video)) return;
  if (!fits(video)) {
    if (old) dropRow(video.videoId);
    return;
  }
  const focused = old?.contains(document.activeElement) ? document.activeElement.className : null;
  const row = videoRow(video, deeds);
  if (old) old.replaceWith(row);
  else { list.prepend(row); place.replaceChildren(); }
  if (focused) [...row.querySelectorAll('button')].findLast((each) => each.className === focused)?.focus();
  if (video.state === 'searchable' || video.state === 'rejected') announce(`${video.title}: ${stateWords(video)}. ${video.reason ?? ''}`);
  sum();
}

function fits(video) {
  const state = current();
  return (state.state === '' || video.state === state.state) && (state.collection === '' || video.collection === state.collection)
    && video.title.toLowerCase().includes(state.title.toLowerCase());
}

function nothing(state) {
  if (siftNames.every((name) => state[name] === '')) return emptyArchive();
  return note({ title: 'No such videos', answers: [button('Show all', () => change(Object.fromEntries(siftNames.map((name) => [name, '']))))] }, 'No video of the archive fits what is chosen above.');
}

function sum() {
  const number = list.childElementCount;
  byId('videos-sum').textContent = number === 0 ? '' : `${count(number, 'video')}${next === null ? '' : ' and more'}`;
  more.hidden = next === null;
}

const chosen = (state) => Object.fromEntries(siftNames.map((name) => [name, state[name]]));

const rowOf = (videoId) => [...list.children].find((row) => row.dataset.id === videoId);

async function settle(work) {
  try {
    await answered(work, load);
  } catch (error) {
    if (isAborted(error)) return;
    if (!(error instanceof Refused)) throw error;
    place.replaceChildren(failure(error.message, load));
  }
}

/** Runs a deed; says what came of it. Resolves to whether it was done. */
async function done(work, sentence) {
  try {
    if (!await answered(work)) return false;
    announce(sentence);
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    place.replaceChildren(note({ title: 'That did not work' }, error.message));
    announce(error.message);
    return false;
  }
}
