/** "More like this": a moment in place of a phrase. In an address it reads `like=VIDEO@MS`, as under /api/search. */
import { momentAddress } from './address.js';
import { button, el, icon } from './dom.js';
import { framed } from './frame.js';
import { range } from './format.js';
import { change } from './router.js';

/** Searches for what is like the moment of a video at a place. */
export function searchLike(videoId, ms) {
  change({ view: '', q: '', like: `${videoId}@${Math.round(ms)}`, not: '', groupBy: '', minRelevance: '', play: '', t: '', state: '' });
}

/** Whether a state searches at all, for a phrase or like a moment. */
export const isSearching = (state) => state.q !== '' || state.like !== '';

/** What stands above the answers: the moment that they are like, and a way back. */
export function exampleHead(hit, state) {
  return [
    el('a', { class: 'example', href: momentAddress(state, hit.videoId, hit.startMs), 'data-route': true },
      framed(hit.thumbnail),
      el('span', {}, 'Like this moment', el('b', { class: 'name' }, hit.title), range(hit.startMs, hit.endMs))),
    button(icon('close'), () => change({ like: '', play: '', t: '' }), { class: 'quiet square', 'aria-label': 'Back to the latest videos', title: 'Back to the latest videos' }),
  ];
}
