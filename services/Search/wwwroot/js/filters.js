/** The panel of filters, folded away until wanted. Every change searches at once. */
import { byId } from './dom.js';
import { change, current, onChange } from './router.js';
import { parseTime, relevance, time } from './format.js';

const panel = byId('filters');
const toggle = byId('filters-toggle');
const fields = panel.elements;

/** Wires the panel; it follows the address. */
export function filters() {
  toggle.addEventListener('click', () => unfold(panel.hidden));
  panel.addEventListener('submit', (event) => event.preventDefault());
  panel.addEventListener('change', (event) => take(event.target));
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target.matches('input')) { event.preventDefault(); take(event.target); }
    if (event.key === 'Escape') { event.stopPropagation(); unfold(false); toggle.focus(); }
  });
  fields.minRelevance.addEventListener('input', () => showRelevance(fields.minRelevance.value));
  onChange(show);
}

/** Shows or hides the panel. */
export function unfold(open) {
  panel.hidden = !open;
  toggle.setAttribute('aria-expanded', String(open));
  if (open) fields.collection.focus();
}

/** Puts the names of the collections into the list. */
export function offerCollections(names) {
  const chosen = fields.collection.value;
  fields.collection.replaceChildren(new Option('Any', ''), ...names.map((name) => new Option(name, name)));
  fields.collection.value = names.includes(chosen) ? chosen : '';
  show(current());
}

function take(field) {
  const value = field.value.trim();
  if (field.name === 'tag') {
    const valid = value === '' || /^[^=]+=.+$/.test(value);
    mark(field, valid, 'A tag is written name=value.');
    if (valid && value !== '') { field.value = ''; search({ tag: [...new Set([...current().tag, value])] }); }
  } else if (field.dataset.kind === 'duration') {
    const ms = value === '' ? '' : parseTime(value);
    mark(field, ms !== null, 'A length is written 90, 1:30 or 1:02:03.');
    if (ms !== null) search({ [field.name]: String(ms) });
  } else {
    search({ [field.name]: value });
  }
}

function search(part) {
  change({ ...part, view: '', play: '', t: '' });
}

function mark(field, valid, sentence) {
  field.setAttribute('aria-invalid', String(!valid));
  field.setCustomValidity(valid ? '' : sentence);
  if (!valid) field.reportValidity();
}

function show(state) {
  for (const name of ['collection', 'title', 'not', 'from', 'to', 'groupBy']) {
    if (name === 'collection' && state.collection !== '' && ![...fields.collection.options].some((option) => option.value === state.collection)) {
      fields.collection.append(new Option(state.collection, state.collection));
    }
    fields[name].value = state[name];
  }
  for (const name of ['minDurationMs', 'maxDurationMs']) fields[name].value = state[name] === '' ? '' : time(Number(state[name]));
  fields.minRelevance.value = state.minRelevance === '' ? '0.5' : state.minRelevance;
  showRelevance(state.minRelevance);
}

function showRelevance(value) {
  byId('min-relevance').textContent = value === '' ? 'default' : relevance(Number(value));
}
