/** Gets a video into a form that the browser plays, and waits while the server converts it. */
import { send } from './api.js';

const usualPauseSeconds = 2;

/** Resolves to the address to play; calls `onConverting` while there is none yet. Throws what `send` throws. */
export async function playable(videoId, onConverting, signal) {
  const address = `/api/videos/${videoId}/playback`;
  for (;;) {
    const answer = await send(address, { headers: { Range: 'bytes=0-0' }, signal, cache: 'no-store' });
    if (answer.status !== 202) return address;
    onConverting();
    await pause(Number(answer.headers.get('Retry-After') ?? usualPauseSeconds) * 1000, signal);
  }
}

function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); }, { once: true });
  });
}
