/** One video in the list: what it is, how far it is, what can be done. */
import { button, el, icon, unseen } from './dom.js';
import { framed } from './frame.js';
import { count, date, size, time } from './format.js';

const pictures = { received: 'waiting', probed: 'waiting', embedding: 'working', searchable: 'done', rejected: 'failed' };

/** How far a video is, in words. */
export function stateWords(video) {
  switch (video.state) {
    case 'received': return 'Waiting';
    case 'probed': return 'Waiting to be indexed';
    case 'embedding': return `Indexing, ${video.chunksDone} of ${count(video.chunksTotal, 'part')}`;
    case 'searchable': return `Searchable, ${count(video.segments, 'segment')}`;
    case 'rejected': return 'Rejected';
    default: return video.state;
  }
}

/** The row of a video; `deeds` has play, retry and remove. */
export function videoRow(video, deeds) {
  const playing = video.state === 'searchable';
  const picture = framed(video.thumbnail, video.durationMs ? time(video.durationMs) : '', playing ? 'button' : 'span', playing ? { type: 'button', on: { click: () => deeds.play(video) } } : {});
  if (playing) picture.prepend(unseen(`Play ${video.title} `));
  return el('li', { class: 'video', 'data-id': video.videoId, 'data-video': JSON.stringify(video) },
    picture,
    el('div', {},
      el('strong', { class: 'name' }, video.title),
      el('p', { class: 'sub' }, video.collection, tags(video)),
      video.reason ? el('p', { class: 'said bad' }, video.reason) : null,
      video.remark ? el('p', { class: 'said' }, video.remark) : null),
    el('div', { class: 'state', 'data-state': video.state },
      el('span', {}, icon(pictures[video.state] ?? 'waiting'), stateWords(video)),
      video.state === 'embedding' && video.chunksTotal > 0 ? el('progress', { max: video.chunksTotal, value: video.chunksDone, 'aria-label': `Indexing ${video.title}` }) : null),
    el('div', { class: 'facts', title: video.sources.join('\n') },
      el('div', {}, [video.width ? `${video.width}×${video.height}` : null, size(video.sizeBytes)].filter(Boolean).join(', ')),
      el('div', {}, date(video.receivedAt))),
    el('div', { class: 'deeds' },
      video.state === 'rejected' ? button(icon('retry'), () => deeds.retry(video), { class: 'quiet square', 'aria-label': `Try ${video.title} again`, title: 'Try again' }) : null,
      button(icon('delete'), () => deeds.remove(video), { class: 'quiet square', 'aria-label': `Delete ${video.title}`, title: 'Delete' })));
}

function tags(video) {
  const pairs = Object.entries(video.tags ?? {});
  return pairs.length === 0 ? null : el('span', {}, ` · ${pairs.map(([name, value]) => `${name}=${value}`).join(' · ')}`);
}
