/** What lies under the pointer on the timeline: a picture of the segment there, and the time. */
import { byId, el } from './dom.js';
import { time } from './format.js';

const bar = byId('timeline');
const picture = el('img', { alt: '', decoding: 'async' });
const words = el('span');
const box = el('div', { class: 'peek', 'aria-hidden': 'true', hidden: true }, picture, words);

/** Wires the bar; `place` gives `{ durationMs, segments }` of the video that is open. */
export function timelinePeek(place) {
  bar.after(box);
  bar.addEventListener('pointermove', (event) => { if (event.pointerType !== 'touch') show(event.clientX, place()); });
  bar.addEventListener('pointerleave', () => { box.hidden = true; });
}

function show(x, { durationMs, segments }) {
  const { left, width } = bar.getBoundingClientRect();
  const share = Math.min(1, Math.max(0, (x - left) / width));
  const segment = segments.findLast((each) => each.startMs <= share * durationMs) ?? segments[0];
  box.hidden = segment === undefined;
  if (segment === undefined) return;
  if (picture.getAttribute('src') !== segment.thumbnail) picture.src = segment.thumbnail;
  words.textContent = time(share * durationMs, durationMs < 60_000);
  box.style.setProperty('--at', share);
}
