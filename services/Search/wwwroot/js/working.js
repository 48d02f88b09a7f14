/** Beside the word "Videos": how many are being indexed now. */
import { answered } from './connection.js';
import { countVideos } from './counts.js';
import { byId } from './dom.js';
import { onNews } from './live.js';

const calmMs = 1000; // news come in bursts; one count answers them all
let waiting = false;

/** Counts, and keeps counting. */
export async function showWorking() {
  onNews('video', recountSoon);
  onNews('deleted', recountSoon);
  onNews('poll', recountSoon);
  await recount();
}

function recountSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => { waiting = false; recount(); }, calmMs);
}

async function recount() {
  await answered(async () => {
    const { working } = await countVideos();
    const badge = byId('working');
    badge.hidden = working === 0;
    badge.textContent = String(working);
    badge.title = `${working} being indexed`;
  }, recount);
}
