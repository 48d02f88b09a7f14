/** A note in place of content: what is so, and what to do next. */
import { el, icon } from './dom.js';

/** Children are elements or text; `picture` makes it the only thing on the page. */
export function note({ title, picture, answers = [] }, ...paragraphs) {
  return el('div', { class: picture ? 'note wide-note' : 'note' },
    picture ? icon(picture, 'big') : null,
    el('h2', {}, title),
    ...paragraphs.filter(Boolean).map((paragraph) => el('p', {}, ...[paragraph].flat())),
    answers.length > 0 ? el('div', { class: 'answers' }, ...answers) : null);
}
