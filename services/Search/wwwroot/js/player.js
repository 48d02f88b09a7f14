/** Plays a moment in an overlay, with the other moments of its video at hand. The address says what is open, so it can be shared. */
import { get, isAborted, Refused, withParameters } from './api.js';
import { answered, lost, onReturn } from './connection.js';
import { button, byId, el, unseen } from './dom.js';
import { range, relevance } from './format.js';
import { isSearching, searchLike } from './like.js';
import { playable } from './playback.js';
import { backOr, change, current, onChange } from './router.js';
import { searchParameters } from './search-parameters.js';
import { drawTimeline, markCurrent, moveHead } from './timeline.js';
import { timelinePeek } from './timeline-peek.js';

const hitsAPage = 100;
const mostPages = 5;
const dialog = byId('player');
const screen = byId('screen');
const curtain = byId('curtain');

let opened = ''; // the video that is open
let asking = new AbortController();
let hits = [];
let cuts = []; // the segments of the video
let durationMs = 0;
let hushed = false; // whether this page, not its reader, took the sound away
let wantedMs = 0; // where to begin, once the length is known

/** Wires the player; it follows the address. */
export function player() {
  dialog.addEventListener('close', () => { if (current().play !== '') backOr({ play: '', t: '' }); });
  dialog.addEventListener('keydown', keys);
  screen.addEventListener('timeupdate', showPlace);
  screen.addEventListener('loadedmetadata', () => { playFrom(wantedMs); });
  screen.addEventListener('error', failed);
  timelinePeek(() => ({ durationMs, segments: cuts }));
  onReturn(() => { if (opened !== '' && screen.error) reload(); });
  byId('copy-link').addEventListener('click', copyLink);
  byId('more-like').addEventListener('click', moreLike);
  onChange((state) => {
    if (state.play === '') close();
    else if (state.play !== opened) open(state);
  });
}

async function open(state) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  opened = state.play;
  [hits, cuts] = [[], []];
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
      byId('player-title').title = video.title;
      byId('original').download = nameOf(video);
      durationMs = Math.max(1, video.durationMs);
      await Promise.all([start(state, signal), surroundings(state, video, signal)]);
    }, () => { if (!signal.aborted) open(state); });
  } catch (error) {
    if (isAborted(error)) return;
    if (!(error instanceof Refused)) throw error;
    veil(error.message);
  }
}

async function start(state, signal) {
  const address = await playable(opened, (sentence, share) => veil(sentence, share), signal);
  wantedMs = Number(state.t || 0);
  screen.src = address;
  curtain.hidden = true;
}

async function surroundings(state, video, signal) {
  const [segments, found] = await Promise.all([segmentsOf(video, signal), hitsIn(state, video, signal)]);
  [hits, cuts] = [found.toSorted((a, b) => a.startMs - b.startMs), segments];
  drawTimeline({ durationMs, segments, hits, seek: (ms) => { screen.currentTime = ms / 1000; }, choose });
  byId('found').replaceChildren(
    el('p', {}, about(state)),
    ...hits.map((hit) => button([range(hit.startMs, hit.endMs), el('span', { class: 'value' }, unseen(' relevance '), relevance(hit.relevance))], () => choose(hit), { 'data-start': String(hit.startMs) })));
  showPlace();
}

function about(state) {
  if (!isSearching(state)) return '';
  if (state.like !== '') return hits.length > 0 ? 'Like the moment searched for' : 'No other moment of this video is like the one searched for.';
  return hits.length > 0 ? `“${state.q}” in this video` : `No other moment of this video shows “${state.q}”.`;
}

async function segmentsOf(video, signal) {
  const answer = await get(`/api/videos/${video.videoId}/segments`, signal);
  return answer.segments;
}

/** All moments of one video for the query. */
async function hitsIn(state, video, signal) {
  if (!isSearching(state)) return [];
  const parameters = { ...searchParameters(state), groupBy: state.groupBy === 'video' ? '' : state.groupBy, video: video.videoId, limit: hitsAPage };
  const found = [];
  for (let page = 1, cursor = ''; page <= mostPages && cursor !== null; page += 1) {
    const answer = await get(withParameters('/api/search', { ...parameters, cursor }), signal);
    found.push(...answer.hits);
    cursor = answer.next;
  }
  return found;
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
  wantedMs = ms;
  if (screen.readyState < HTMLMediaElement.HAVE_METADATA) return; // It begins there by itself.
  screen.currentTime = ms / 1000;
  play();
}

/** Browsers let a page play with sound only once someone has clicked in it; a link that was just opened plays without. */
async function play() {
  if (hushed && navigator.userActivation.hasBeenActive) {
    hushed = false;
    screen.muted = false;
  }
  try {
    await screen.play();
  } catch (error) {
    if (error.name !== 'NotAllowedError' || hushed) return; // Closed meanwhile, or the browser wants a click in any case: its play button is there.
    hushed = true;
    screen.muted = true;
    await play();
  }
}

function failed() {
  if (!screen.getAttribute('src')) return;
  if (screen.error.code === MediaError.MEDIA_ERR_NETWORK) {
    veil('The connection was lost. The video goes on by itself when the server is back.');
    lost();
  } else {
    veil('This browser cannot play the video. The original can be downloaded above.');
  }
}

function reload() {
  wantedMs = screen.currentTime * 1000;
  curtain.hidden = true;
  screen.load();
}

function showPlace() {
  const ms = screen.currentTime * 1000;
  moveHead(ms, durationMs);
  markCurrent(at(hits, ms));
  offerClip(playing());
}

const at = (parts, ms) => parts.findLast((part) => part.startMs <= ms + 1 && ms < part.endMs);

/** The moment that plays: one that was found, else the segment at hand; undefined before anything is known. */
function playing() {
  const ms = screen.currentTime * 1000;
  return at(hits, ms) ?? at(cuts, ms) ?? cuts.at(-1);
}

function offerClip(part) {
  const link = byId('clip');
  link.hidden = part === undefined;
  byId('more-like').hidden = part === undefined;
  if (part === undefined || link.dataset.part === `${opened} ${part.startMs}`) return;
  link.dataset.part = `${opened} ${part.startMs}`;
  link.href = withParameters(`/api/videos/${opened}/clip`, { startMs: part.startMs, endMs: part.endMs });
  link.title = `Download ${range(part.startMs, part.endMs)} as a file of its own`;
}

function moreLike() {
  const part = playing();
  if (part) searchLike(opened, part.startMs);
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
  if (event.key === 'm' || event.key === 'M') moreLike();
}

/** Covers the screen with a sentence, and with a bar where a share (null: unknown) is given. */
function veil(sentence, share) {
  curtain.hidden = false;
  if (share === undefined) {
    curtain.replaceChildren(el('p', { role: 'status' }, sentence));
    return;
  }
  if (curtain.querySelector('p')?.textContent !== sentence) curtain.replaceChildren(el('p', { role: 'status' }, sentence));
  curtain.querySelector('progress')?.remove();
  curtain.append(el('progress', { 'aria-label': 'Converted', max: 1, value: share }));
}

/** What the file was called where it came from. */
function nameOf(video) {
  return video.sources.at(-1).split(/[\\/]/).at(-1) || video.title;
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
