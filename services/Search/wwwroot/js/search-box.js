/** The search box: Enter searches, arrow down goes into the moments. */
import { byId } from './dom.js';
import { change, current, onChange } from './router.js';

/** Wires the box; it follows the address. */
export function searchBox() {
  const box = byId('q');
  byId('search').addEventListener('submit', (event) => {
    event.preventDefault();
    change({ view: '', q: box.value.trim(), like: '', play: '', t: '', state: '' });
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') {
      const first = byId('moments').querySelector('a');
      if (first && current().view === '') { event.preventDefault(); first.focus(); }
    } else if (event.key === 'Escape' && box.value !== '') {
      event.preventDefault();
      box.value = '';
    }
  });
  box.value = current().q;
  onChange((state, before) => { if (state.q !== before.q || document.activeElement !== box) box.value = state.q; });
}
