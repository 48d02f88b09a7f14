/** The whole video as a bar: its cuts, the moments found in it, and where it plays. */
import { button, byId, el } from './dom.js';
import { range, relevance } from './format.js';

const bar = byId('timeline');
const mostCuts = 300; // more would be a grey bar

/** Draws the bar; `seek` gets milliseconds, `choose` a hit. */
export function drawTimeline({ durationMs, segments, hits, seek, choose }) {
  const at = (ms) => Math.min(1, Math.max(0, ms / durationMs));
  bar.replaceChildren(
    ...(segments.length > mostCuts ? [] : segments.slice(1)).map((segment) => el('span', { class: 'cut', vars: { '--at': at(segment.startMs) } })),
    ...hits.map((hit) => button([], () => choose(hit), {
      class: 'mark-hit', tabindex: '-1', 'data-start': String(hit.startMs), 'aria-label': `Play ${range(hit.startMs, hit.endMs)}`, title: `${range(hit.startMs, hit.endMs)}, relevance ${relevance(hit.relevance)}`,
    })),
    el('span', { class: 'head-line' }));
  bar.querySelectorAll('.mark-hit').forEach((mark, number) => {
    mark.style.setProperty('--at', at(hits[number].startMs));
    mark.style.setProperty('--long', at(hits[number].endMs - hits[number].startMs));
    mark.style.setProperty('--share', hits[number].relevance);
  });
  bar.onclick = (event) => {
    if (event.target.closest('button')) return;
    const box = bar.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * durationMs);
  };
}

/** Moves the line that says where the video plays. */
export function moveHead(ms, durationMs) {
  bar.querySelector('.head-line')?.style.setProperty('--at', durationMs > 0 ? ms / durationMs : 0);
}

/** Marks the hit that plays now. */
export function markCurrent(hit) {
  for (const mark of document.querySelectorAll('#timeline .mark-hit, #found button')) {
    mark.setAttribute('aria-current', String(hit !== undefined && mark.dataset.start === String(hit.startMs)));
  }
}
