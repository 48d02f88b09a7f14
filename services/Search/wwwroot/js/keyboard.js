/** Keys that work anywhere outside of text fields and dialogs. */
import { openAddDialog } from './add-dialog.js';
import { byId } from './dom.js';
import { unfold } from './filters.js';
import { change, current } from './router.js';

const keys = {
  '/': () => { byId('q').focus(); byId('q').select(); },
  '?': () => byId('help-dialog').showModal(),
  f: () => unfold(byId('filters').hidden),
  v: () => change({ view: current().view === 'videos' ? '' : 'videos' }),
  a: openAddDialog,
};

/** Wires the keys. */
export function keyboard() {
  byId('help').addEventListener('click', keys['?']);
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches('input, select, textarea') || document.querySelector('dialog[open]')) return;
    const deed = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
