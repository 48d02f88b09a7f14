/** Beside the word "Videos": how many are being indexed now. */
import { get } from './api.js';
import { answered } from './connection.js';
import { byId } from './dom.js';
import { onNews } from './live.js';

const unfinished = new Set(['received', 'probed', 'embedding']);
const working = new Set();

/** Counts, and keeps counting. */
export async function countWorking() {
  onNews('video', (video) => {
    if (unfinished.has(video.state)) working.add(video.videoId);
    else working.delete(video.videoId);
    show();
  });
  onNews('poll', recount);
  await recount();
}

async function recount() {
  await answered(async () => {
    const answers = await Promise.all([...unfinished].map((state) => get(`/api/videos?state=${state}&limit=200`)));
    working.clear();
    for (const video of answers.flatMap((answer) => answer.videos)) working.add(video.videoId);
    show();
  }, recount);
}

function show() {
  const badge = byId('working');
  badge.hidden = working.size === 0;
  badge.textContent = String(working.size);
  badge.setAttribute('aria-label', `, ${working.size} being indexed`);
}
