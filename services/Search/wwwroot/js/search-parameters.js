/** What a state asks of /api/search. */
import { filtersOf } from './address.js';

/** The query's parameters. Days are the reader's own: from the first moment of one to the last of the other. */
export function searchParameters(state) {
  const { from, to, not, ...others } = filtersOf(state);
  return { q: state.q, like: state.like, ...others, not: state.like === '' ? not : '', from: from && startOfDay(from, 0), to: to && startOfDay(to, 1) };
}

function startOfDay(text, daysLater) {
  const [year, month, day] = text.split('-').map(Number);
  const date = new Date(year, month - 1, day + daysLater);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}
