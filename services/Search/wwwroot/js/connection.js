/** Whether the server answers. When it does not, the page says so, asks again by itself, and goes on where it stopped. */
import { byId } from './dom.js';
import { ServerGone, send } from './api.js';

const firstPauseMs = 1000;
const longestPauseMs = 15000;
const waiting = new Set();
const returned = [];
let gone = false;

/** Runs work whenever the server is back after being gone. */
export function onReturn(work) {
  returned.push(work);
}

/**
 * Runs work that talks to the server. Where no answer comes, the page says so and runs `again` (once) when the server is back.
 * Resolves to whether an answer came; other failures are the caller's.
 */
export async function answered(work, again) {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof ServerGone)) throw error;
    if (again) waiting.add(again);
    lost();
    return false;
  }
}

/** Says that no answer comes, and starts asking. */
export function lost() {
  if (gone) return;
  gone = true;
  show('The server does not answer. Trying again by itself; nothing is lost.');
  ask(firstPauseMs);
}

function ask(pauseMs) {
  setTimeout(async () => {
    try {
      await send('/api/health/live', { cache: 'no-store' });
    } catch (error) {
      if (error instanceof ServerGone) {
        ask(Math.min(pauseMs * 2, longestPauseMs));
        return;
      }
      // A refusal is an answer too.
    }
    gone = false;
    show('');
    const work = [...waiting, ...returned];
    waiting.clear();
    for (const each of work) each();
  }, pauseMs);
}

function show(sentence) {
  const banner = byId('gone');
  banner.textContent = sentence;
  banner.hidden = sentence === '';
}
