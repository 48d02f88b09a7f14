/** One moment in the grid. */
import { el, unseen } from './dom.js';
import { momentAddress } from './address.js';
import { framed } from './frame.js';
import { movesWhenWanted } from './preview.js';
import { range, relevance, time } from './format.js';

/** The card of a hit; its link holds the query, so it can be opened in another tab or sent to someone. */
export function momentCard(hit, state) {
  const frame = framed(hit.thumbnail, range(hit.startMs, hit.endMs));
  const link = el('a', { class: 'moment', href: momentAddress(state, hit.videoId, hit.startMs), 'data-route': true, title: hit.title },
    frame,
    el('span', { class: 'line' },
      el('span', { class: 'name' }, hit.title),
      el('span', { class: 'meter', vars: { '--share': hit.relevance } }),
      el('span', { class: 'value' }, unseen('relevance '), relevance(hit.relevance))));
  if (hit.preview) movesWhenWanted(link, frame, hit.preview);
  return el('li', {}, link);
}

/** The card of a whole video, for the page without a query. */
export function videoCard(video, state) {
  const link = el('a', { class: 'moment', href: momentAddress(state, video.videoId, 0), 'data-route': true, title: video.title },
    framed(video.thumbnail, time(video.durationMs)),
    el('span', { class: 'line' }, el('span', { class: 'name' }, video.title), el('span', { class: 'value' }, video.collection)));
  if (video.thumbnail) movesWhenWanted(link, link.querySelector('.frame'), video.thumbnail.replace('/thumbnails/', '/previews/'));
  return el('li', {}, link);
}

/** A place where a moment is about to appear. */
export function bone() {
  return el('li', { class: 'bone', 'aria-hidden': 'true' }, el('span', { class: 'frame' }), el('span', { class: 'line' }));
}
