/** One moment in the grid. */
import { button, el, icon, unseen } from './dom.js';
import { momentAddress } from './address.js';
import { framed } from './frame.js';
import { searchLike } from './like.js';
import { movesWhenWanted } from './preview.js';
import { range, relevance, time } from './format.js';

/** The card of a hit; its link holds the query, so it can be opened in another tab or sent to someone. */
export function momentCard(hit, state) {
  const frame = framed(hit.thumbnail, range(hit.startMs, hit.endMs));
  const link = el('a', { class: 'moment', href: momentAddress(state, hit.videoId, hit.startMs), 'data-route': true, title: hit.title, 'data-video': hit.videoId, 'data-start': String(hit.startMs) },
    frame,
    el('span', { class: 'line' },
      el('span', { class: 'name' }, hit.title),
      el('span', { class: 'meter', vars: { '--share': hit.relevance } }),
      el('span', { class: 'value' }, unseen('relevance '), relevance(hit.relevance))));
  if (hit.preview) movesWhenWanted(link, frame, hit.preview);
  return el('li', { class: 'card' }, link, likeButton(hit.videoId, hit.startMs, hit.title));
}

/** The card of a whole video, for the page without a query. */
export function videoCard(video, state) {
  const link = el('a', { class: 'moment', href: momentAddress(state, video.videoId, 0), 'data-route': true, title: video.title, 'data-video': video.videoId, 'data-start': '0' },
    framed(video.thumbnail, time(video.durationMs)),
    el('span', { class: 'line' }, el('span', { class: 'name' }, video.title), el('span', { class: 'value' }, video.collection === 'default' ? '' : video.collection)));
  if (video.thumbnail) movesWhenWanted(link, link.querySelector('.frame'), video.thumbnail.replace('/thumbnails/', '/previews/'));
  return el('li', { class: 'card' }, link);
}

/** For the pointer; the keyboard has M, and a finger the button of the player. */
function likeButton(videoId, startMs, title) {
  return button(icon('similar'), () => searchLike(videoId, startMs), { class: 'over square', tabindex: '-1', 'aria-label': `More like this moment of ${title}`, title: 'More like this (M)' });
}

/** A place where a moment is about to appear. */
export function bone() {
  return el('li', { class: 'bone', 'aria-hidden': 'true' }, el('span', { class: 'frame' }), el('span', { class: 'line' }));
}
