/** The menu that takes what was found along, in the formats of /api/search. */
import { withParameters } from './api.js';
import { byId } from './dom.js';
import { current } from './router.js';
import { searchParameters } from './search-parameters.js';

const most = 999;
const menu = byId('takeaway');
const rate = byId('takeaway-fps');

/** Wires the menu; its links are made when it opens. */
export function takeaway() {
  menu.addEventListener('toggle', () => { if (menu.open) address(); });
  rate.addEventListener('change', address);
  menu.addEventListener('click', (event) => { if (event.target.closest('a')) menu.open = false; });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    event.stopPropagation();
    menu.open = false;
    menu.querySelector('summary').focus();
  });
  document.addEventListener('pointerdown', (event) => { if (!menu.contains(event.target)) menu.open = false; });
}

/** Shows the menu where there is something to take along. */
export function offerTakeaway(isThere) {
  menu.hidden = !isThere;
  menu.open = false;
}

function address() {
  for (const link of menu.querySelectorAll('a')) {
    const { format } = link.dataset;
    link.href = withParameters('/api/search', { ...searchParameters(current()), limit: most, format, fps: format === 'edl' ? rate.value : '' });
  }
}
