/** What is said in place of moments. */
import { filtersOf } from './address.js';
import { noFilters } from './chips.js';
import { button, byId, el } from './dom.js';
import { count, relevance } from './format.js';
import { note } from './note.js';
import { change } from './router.js';

/** There is no video at all. */
export function emptyArchive() {
  return note(
    { title: 'No videos yet', picture: 'film', answers: [button('Add videos', () => byId('add').click(), { class: 'main' })] },
    'Drop video files anywhere on this page, or add them by their address. Every moment in them can then be found by describing it.',
    ['On the command line: ', el('code', {}, 'mote index FOLDER')]);
}

/** There are videos, none of them searchable. */
export function nothingYet({ working: open, rejected }) {
  return note(
    { title: open > 0 ? 'Almost there' : 'No video could be indexed', picture: open > 0 ? 'working' : 'failed', answers: [el('a', { class: 'button', href: '/?view=videos', 'data-route': true }, open > 0 ? 'See how far they are' : 'See the reasons')] },
    open > 0 ? `${count(open, 'video')} being indexed. Moments can be found as soon as the first is done; this page then shows it by itself.` : `${count(rejected, 'video')} rejected.`);
}

/** Nothing is relevant enough; the nearest moment follows, if there is one. */
export function nothingFound(answer, state) {
  const { nearest } = answer;
  const narrowed = Object.keys(filtersOf(state)).filter((name) => name !== 'groupBy' && name !== 'minRelevance').length > 0;
  const answers = [];
  if (nearest) answers.push(button(`Show all from a relevance of ${relevance(floor(nearest.relevance))}`, () => change({ minRelevance: String(floor(nearest.relevance)) })));
  if (narrowed) answers.push(button('Search without filters', () => change(noFilters())));
  return note(
    { title: 'Nothing matches', answers },
    missing(state, narrowed),
    nearest ? ['The nearest is below. Its relevance is ', el('b', {}, relevance(nearest.relevance)), ', so it is most likely something else.'] : 'Try other words, or fewer filters.');
}

function missing(state, narrowed) {
  const where = narrowed ? 'Among the videos that the filters leave, no' : 'No';
  if (state.like !== '') return `${where} other moment is like this one.`;
  return narrowed ? `${where} moment shows “${state.q}”.` : `${where} moment in the archive shows “${state.q}”.`;
}

/** No query, and filters that leave no video. */
export function noVideoLeft() {
  return note({ title: 'No such videos', answers: [button('Take the filters off', () => change(noFilters()))] }, 'No searchable video fits the filters.');
}

/** The server does not take the query. */
export function oddQuery(sentence) {
  return note({ title: 'That query cannot be searched', answers: [button('Change it', () => byId('q').select())] }, sentence, 'A short sentence that says what is seen works best: “a person climbing a ladder”.');
}

/** No answer came; what is shown next comes by itself. */
export function noServer() {
  return note({ title: 'Waiting for the server', picture: 'waiting' }, 'It does not answer at the moment. This page asks again by itself, and shows what it finds as soon as there is an answer.');
}

/** The server failed. */
export function failure(sentence, again) {
  return note({ title: 'That did not work', answers: [button('Try again', again)] }, sentence);
}

/** A little below, so that the moment itself is in. */
function floor(value) {
  const step = 10 ** Math.floor(Math.log10(Math.max(value, 1e-6)));
  return Number((Math.floor(value / step) * step).toPrecision(1));
}
