/** A still picture in its 16:9 place; a video without one shows a film. */
import { el, icon } from './dom.js';

/** `stamp` is the small text in the corner. */
export function framed(url, stamp, tag = 'span', attributes = {}) {
  const frame = el(tag, { ...attributes, class: 'frame' });
  if (url) {
    const picture = el('img', { src: url, alt: '', loading: 'lazy', decoding: 'async' });
    picture.addEventListener('error', () => picture.replaceWith(icon('film', 'blank')), { once: true });
    frame.append(picture);
  } else {
    frame.append(icon('film', 'blank'));
  }
  if (stamp) frame.append(el('span', { class: 'stamp' }, stamp));
  return frame;
}
