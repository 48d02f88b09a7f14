/** The filters in use, each with a way to take it off. */
import { button, byId, el, icon, unseen } from './dom.js';
import { filterNames } from './address.js';
import { change, onChange } from './router.js';
import { relevance, time } from './format.js';

const list = byId('chips');

const words = {
  collection: (value) => ['collection', value],
  tag: (value) => ['tag', value],
  title: (value) => ['title', value],
  not: (value) => ['without', value],
  from: (value) => ['added from', value],
  to: (value) => ['added to', value],
  minDurationMs: (value) => ['at least', time(Number(value))],
  maxDurationMs: (value) => ['at most', time(Number(value))],
  minRelevance: (value) => ['relevance from', relevance(Number(value))],
  groupBy: (value) => ['one per', value],
};

/** A part of the state that takes every filter off. */
export const noFilters = () => Object.fromEntries(filterNames.map((name) => [name, name === 'tag' ? [] : '']));

/** Wires the row of chips. */
export function chips() {
  onChange((state) => {
    const used = state.view === 'videos' ? [] : filterNames.flatMap((name) => [state[name]].flat().filter((value) => value !== '').map((value) => ({ name, value })));
    list.hidden = used.length === 0;
    list.replaceChildren(...used.map(({ name, value }) => chip(state, name, value)));
    if (used.length > 1) list.append(el('li', {}, button('Take all off', () => off(noFilters()), { class: 'text' })));
  });
}

function chip(state, name, value) {
  const [what, which] = words[name](value);
  const without = { [name]: name === 'tag' ? state.tag.filter((tag) => tag !== value) : '' };
  return el('li', {}, button([unseen('Take off: '), el('b', {}, what), ' ', el('span', {}, which), icon('close')], () => off(without), { title: 'Take off' }));
}

function off(part) {
  change({ ...part, play: '', t: '' });
  (list.querySelector('button') ?? byId('q')).focus();
}
