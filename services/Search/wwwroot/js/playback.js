/** Gets a video into a form that the browser plays, and waits while the server converts it. */
import { Refused, send } from './api.js';

const usualPauseSeconds = 2;

/** Resolves to the address to play; calls `onWaiting` with a sentence and the share that is done (null: unknown) while there is none yet. */
export async function playable(videoId, onWaiting, signal) {
  const address = `/api/videos/${videoId}/playback`;
  for (;;) {
    const state = await ask(address, signal);
    if (state === null) return address;
    onWaiting(state.sentence, state.share);
    await pause((state.retrySeconds || usualPauseSeconds) * 1000, signal);
  }
}

/** How the conversion stands; null when there is none to wait for. */
async function ask(address, signal) {
  try {
    const answer = await send(address, { headers: { Range: 'bytes=0-0' }, signal, cache: 'no-store' });
    if (answer.status !== 202) return null;
    const text = await answer.text();
    return { sentence: 'Being converted so that a browser can play it. It starts by itself.', share: text === '' ? null : JSON.parse(text).done, retrySeconds: Number(answer.headers.get('Retry-After')) };
  } catch (error) {
    if (error instanceof Refused && error.status === 503) return { sentence: error.message, share: null, retrySeconds: error.retrySeconds };
    throw error;
  }
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}
