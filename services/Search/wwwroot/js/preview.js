/** Shows a moment moving while the pointer or the focus is on it: the frames of its view, one after the other. */
import { el } from './dom.js';

const usualFrames = 8;
const patienceMs = 120;
const still = matchMedia('(prefers-reduced-motion: reduce)');

/** `host` is what is pointed at, `frame` what the moving picture is put into. */
export function movesWhenWanted(host, frame, url) {
  let timer;
  let strip;
  let wanted = false;

  const begin = () => {
    if (still.matches || wanted) return;
    wanted = true;
    timer = setTimeout(async () => {
      const made = await load(url);
      if (!wanted || !made) return;
      strip = made;
      frame.querySelector('img')?.after(strip);
    }, patienceMs);
  };
  const end = () => {
    wanted = false;
    clearTimeout(timer);
    strip?.remove();
  };

  host.addEventListener('pointerenter', (event) => { if (event.pointerType !== 'touch') begin(); });
  host.addEventListener('pointerleave', end);
  host.addEventListener('focus', () => { if (host.matches(':focus-visible')) begin(); });
  host.addEventListener('blur', end);
}

/** The strip as an element; null where the server has none (the still picture stays). */
async function load(url) {
  let answer;
  try {
    answer = await fetch(url);
  } catch {
    return null; // No answer: the still picture stays, and the next request to fail says so.
  }
  if (!answer.ok) return null;
  const frames = Number(answer.headers.get('X-Frames') ?? usualFrames);
  const picture = new Image();
  picture.src = url;
  await picture.decode();
  const ratio = picture.naturalWidth / frames / picture.naturalHeight;
  const strip = el('span', { class: 'strip', vars: { '--frames': frames, '--ratio': ratio } });
  strip.style.backgroundImage = `url(${JSON.stringify(url)})`;
  return strip;
}
