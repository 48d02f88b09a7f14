/** The phrases searched for last in this browser, offered where nothing is searched for. */
import { button, byId, el, icon } from './dom.js';
import { change, onChange } from './router.js';
import { isSearching } from './like.js';

const key = 'mote.searches';
const most = 8;
const row = byId('recent');

/** Wires the row; it follows the address. */
export function recent() {
  onChange((state) => {
    if (state.q !== '' && state.view === '') remember(state.q);
    const phrases = isSearching(state) || state.view !== '' ? [] : remembered();
    row.hidden = phrases.length === 0;
    row.replaceChildren(
      el('li', { 'aria-hidden': 'true' }, icon('waiting')),
      ...phrases.map((phrase) => el('li', {}, button(el('bdi', {}, phrase), () => change({ q: phrase })))),
      el('li', {}, button('Clear', forget, { class: 'text' })));
  });
}

function remembered() {
  return JSON.parse(localStorage.getItem(key) ?? '[]');
}

function remember(phrase) {
  localStorage.setItem(key, JSON.stringify([phrase, ...remembered().filter((each) => each !== phrase)].slice(0, most)));
}

function forget() {
  localStorage.removeItem(key);
  row.hidden = true;
  byId('q').focus();
}
