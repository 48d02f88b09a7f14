/** The one state of the page. It lives in the address; whoever shows a part of it listens. */
import { read, write } from './address.js';

const listeners = [];
let state = read(location.search);
let depth = history.state?.depth ?? 0;

/** The state now. */
export const current = () => state;

/** Calls the listener with each new state and the one before it. */
export function onChange(listener) {
  listeners.push(listener);
}

/** Goes to a state; a step that Back should skip replaces the one before it. */
export function go(next, { replace = false } = {}) {
  const address = write(next);
  if (address === write(state)) return tell(next);
  if (!replace) depth += 1;
  history[replace ? 'replaceState' : 'pushState']({ depth }, '', address);
  tell(next);
}

/** Changes a part of the state. */
export function change(part, options) {
  go({ ...state, ...part }, options);
}

/** Takes the last step back if this page made it, else replaces it by what the step would have come from. */
export function backOr(part) {
  if ((history.state?.depth ?? 0) > 0) history.back();
  else change(part, { replace: true });
}

/** Listens to Back, Forward and links within the page; then shows the first state. */
export function start() {
  addEventListener('popstate', (event) => {
    depth = event.state?.depth ?? 0;
    tell(read(location.search));
  });
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-route]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(read(new URL(link.href).search));
  });
  tell(state);
}

function tell(next) {
  const before = state;
  state = next;
  for (const listener of listeners) listener(next, before);
}
