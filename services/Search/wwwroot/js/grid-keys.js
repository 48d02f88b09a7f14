/** Arrows move through a grid of links; only one of them is a stop of the Tab key. */

/** `beyond` gives what is focused below the last row, `above` what is focused above the first. */
export function gridKeys(grid, { above, beyond }) {
  const links = () => [...grid.querySelectorAll('a')];

  grid.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const all = links();
    const at = all.indexOf(event.target.closest('a'));
    if (at < 0) return;
    const next = target(event.key, at, all);
    if (next === undefined) return;
    event.preventDefault();
    next?.focus();
  });
  grid.addEventListener('focusin', (event) => {
    const focused = event.target.closest('a');
    for (const link of links()) link.tabIndex = link === focused ? 0 : -1;
  });

  function target(key, at, all) {
    const columns = columnsOf(all);
    switch (key) {
      case 'ArrowRight': return all[at + 1] ?? beyond();
      case 'ArrowLeft': return all[at - 1] ?? null;
      case 'ArrowDown': return all[at + columns] ?? (Math.floor(at / columns) < Math.floor((all.length - 1) / columns) ? all.at(-1) : beyond());
      case 'ArrowUp': return all[at - columns] ?? above();
      case 'Home': return all[0];
      case 'End': return all.at(-1);
      default: return undefined;
    }
  }
}

/** Makes the first link the stop of the Tab key; call it when the links are new. */
export function resetStops(grid) {
  grid.querySelectorAll('a').forEach((link, at) => { link.tabIndex = at === 0 ? 0 : -1; });
}

function columnsOf(all) {
  const top = all[0].getBoundingClientRect().top;
  const below = all.findIndex((link) => link.getBoundingClientRect().top > top + 1);
  return below < 0 ? all.length : below;
}
