/** Files can be dropped anywhere on the page. */
import { addFiles } from './additions.js';
import { byId } from './dom.js';
import { droppedFiles } from './dropped-files.js';
import { current } from './router.js';

/** Wires the page. A drop goes into the collection that is being looked at. */
export function drop() {
  const veil = byId('drop');
  let depth = 0;
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files');
  const show = (visible) => {
    veil.hidden = !visible;
    const { collection } = current();
    byId('drop-where').textContent = collection === '' ? 'to the archive' : `to the collection “${collection}”`;
  };

  addEventListener('dragenter', (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    show(true);
  });
  addEventListener('dragleave', (event) => {
    if (!holdsFiles(event)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) show(false);
  });
  addEventListener('dragover', (event) => { if (holdsFiles(event)) event.preventDefault(); });
  addEventListener('drop', async (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    show(false);
    document.querySelector('#add-dialog[open]')?.close();
    addFiles(await droppedFiles(event.dataTransfer), { collection: current().collection });
  });
}
