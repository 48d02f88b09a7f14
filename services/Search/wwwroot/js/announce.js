/** Says a sentence to those who listen to the page instead of looking at it. */
import { byId } from './dom.js';

/** The same sentence twice is said twice. */
export function announce(sentence) {
  const live = byId('live');
  live.textContent = live.textContent === sentence ? `${sentence}\u00a0` : sentence;
}
