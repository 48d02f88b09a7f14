/** Plays a moment in an overlay, with the other moments of its video at hand. The address says what is open, so it can be shared. */
import { get, isAborted, Refused, withParameters } from './api.js';
import { answered } from './connection.js';
import { button, byId, el } from './dom.js';
import { filtersOf } from './address.js';
import { range, relevance } from './format.js';
import { playable } from './playback.js';
import { backOr, change, current, onChange } from './router.js';
import { drawTimeline, markCurrent, moveHead } from './timeline.js';

const mostHits = 100;
const dialog = byId('player');
const screen = byId('screen');
const curtain = byId('curtain');

let opened = ''; // the video that is open
let asking = new AbortController();
let hits = [];
let durationMs = 0;

/** Wires the player; it follows the address. */
export function player() {
  dialog.addEventListener('close', () => { if (current().play !== '') backOr({ play: '', t: '' }); });
  dialog.addEventListener('keydown', keys);
  screen.addEventListener('timeupdate', showPlace);
  screen.addEventListener('loadedmetadata', () => { if (!durationMs) durationMs = screen.duration * 1000; });
  screen.addEventListener('error', () => { if (screen.getAttribute('src')) veil('This browser cannot play the video. The original can be downloaded above.'); });
  byId('copy-link').addEventListener('click', copyLink);
  onChange((state, before) => {
    if (state.play === '') close();
    else if (state.play !== opened) open(state);
    else if (state.t !== before.t) playFrom(Number(state.t));
  });
}

async function open(state) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  opened = state.play;
  hits = [];
  screen.removeAttribute('src');
  byId('player-title').textContent = '';
  byId('original').href = `/api/videos/${opened}/file`;
  byId('found').replaceChildren();
  byId('timeline').replaceChildren();
  veil('Loading…');
  if (!dialog.open) dialog.showModal();
  screen.focus();
  try {
    await answered(async () => {
      const video = await get(`/api/videos/${opened}`, signal);
      byId('player-title').textContent = video.title;
      durationMs = video.durationMs ?? 0;
      await Promise.all([start(state, signal), surroundings(state, video, signal)]);
    }, () => { if (!signal.aborted) open(state); });
  } catch (error) {
    if (isAborted(error)) return;
    if (!(error instanceof Refused)) throw error;
    veil(error.message);
  }
}

async function start(state, signal) {
  const address = await playable(opened, () => veil('Being converted so that a browser can play it. It starts by itself.', true), signal);
  screen.src = address;
  curtain.hidden = true;
  playFrom(Number(state.t || 0));
}

async function surroundings(state, video, signal) {
  const [cuts, found] = await Promise.all([segmentsOf(video, signal), hitsIn(state, video, signal)]);
  hits = found.toSorted((a, b) => a.startMs - b.startMs);
  drawTimeline({ durationMs, segments: cuts, hits, seek: (ms) => { screen.currentTime = ms / 1000; }, choose });
  byId('found').replaceChildren(
    hits.length > 0 ? el('p', {}, `“${state.q}” in this video`) : el('p', {}, state.q === '' ? '' : `No other moment of this video shows “${state.q}”.`),
    ...hits.map((hit) => button([range(hit.startMs, hit.endMs), el('span', { class: 'value' }, relevance(hit.relevance))], () => choose(hit), { 'data-start': String(hit.startMs), 'aria-label': `Play ${range(hit.startMs, hit.endMs)}, relevance ${relevance(hit.relevance)}` })));
  showPlace();
}

async function segmentsOf(video, signal) {
  const answer = await get(`/api/videos/${video.videoId}/segments`, signal);
  return answer.segments;
}

/** All moments of one video for the query. The title narrows the search to it and to those of the same name. */
async function hitsIn(state, video, signal) {
  if (state.q === '') return [];
  const answer = await get(withParameters('/api/search', { ...filtersOf(state), q: state.q, groupBy: state.groupBy === 'video' ? '' : state.groupBy, title: video.title, limit: mostHits }), signal);
  return answer.hits.filter((hit) => hit.videoId === video.videoId);
}

function close() {
  if (opened === '') return;
  opened = '';
  asking.abort();
  screen.pause();
  screen.removeAttribute('src');
  screen.load();
  if (dialog.open) dialog.close();
}

function choose(hit) {
  change({ t: String(hit.startMs) }, { replace: true });
  playFrom(hit.startMs);
}

function playFrom(ms) {
  const begin = () => {
    screen.currentTime = ms / 1000;
    screen.play().catch(() => { /* The browser wants a click first: its own play button is there. */ });
  };
  if (screen.readyState >= HTMLMediaElement.HAVE_METADATA) begin();
  else screen.addEventListener('loadedmetadata', begin, { once: true });
}

function showPlace() {
  const ms = screen.currentTime * 1000;
  moveHead(ms, durationMs);
  markCurrent(hits.findLast((hit) => hit.startMs <= ms + 1 && ms < hit.endMs));
}

function step(by) {
  if (hits.length === 0) return;
  const ms = screen.currentTime * 1000;
  const next = by > 0 ? hits.find((hit) => hit.startMs > ms + 1) : hits.findLast((hit) => hit.startMs < ms - 1000);
  if (next) choose(next);
}

function keys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'n' || event.key === 'N') step(1);
  if (event.key === 'p' || event.key === 'P') step(-1);
}

function veil(sentence, working = false) {
  curtain.hidden = false;
  curtain.replaceChildren(el('p', { role: 'status' }, sentence), ...(working ? [el('progress', { 'aria-label': 'Converting' })] : []));
}

async function copyLink() {
  const label = byId('copy-link').querySelector('span');
  const address = new URL(location.href);
  address.searchParams.set('t', String(Math.round(screen.currentTime * 1000)));
  try {
    await navigator.clipboard.writeText(address.href);
    label.textContent = 'Copied';
  } catch {
    prompt('Copy this link:', address.href); // Without HTTPS a page may not write to the clipboard.
  }
  setTimeout(() => { label.textContent = 'Copy link'; }, 2000);
}
