/** The dialog that adds files and addresses. */
import { addAddress, addFiles } from './additions.js';
import { Refused } from './api.js';
import { answered } from './connection.js';
import { byId } from './dom.js';
import { current } from './router.js';

const dialog = byId('add-dialog');
const form = byId('add-form');
const files = byId('files');
const problem = byId('add-problem');

/** Wires the dialog. */
export function addDialog() {
  byId('add').addEventListener('click', openAddDialog);
  byId('choose').addEventListener('click', () => files.click());
  files.addEventListener('change', () => {
    const tags = tagsOf(form.elements.tags.value);
    if (tags === null) { files.value = ''; return; }
    addFiles([...files.files], { collection: form.elements.collection.value.trim(), tags: Object.entries(tags).map(([name, value]) => `${name}=${value}`).join('\n') });
    files.value = '';
    dialog.close();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    await takeAddress();
  });
}

/** Opens it; videos go where the page looks, unless told otherwise. */
export function openAddDialog() {
  problem.textContent = '';
  if (form.elements.collection.value === '') form.elements.collection.value = current().collection;
  dialog.showModal();
}

async function takeAddress() {
  const url = form.elements.url.value.trim();
  const tags = tagsOf(form.elements.tags.value);
  if (tags === null) return;
  const valid = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  form.elements.url.setAttribute('aria-invalid', String(!valid));
  problem.textContent = valid ? '' : 'Write the whole address, beginning with https:// or http://.';
  if (!valid) { form.elements.url.focus(); return; }
  const { collection, title } = form.elements;
  try {
    if (!await answered(() => addAddress({ url, title: title.value.trim() || null, collection: collection.value.trim() || null, tags }))) {
      problem.textContent = 'The server does not answer. Press Add again when it is back.';
      return;
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    problem.textContent = error.message;
    return;
  }
  form.elements.url.value = '';
  title.value = '';
  dialog.close();
}

/** "camera=B, city=Zürich" as an object; null, with a word to the reader, where it is not of that form. */
function tagsOf(text) {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const valid = parts.every((part) => /^[^=]+=.+$/.test(part));
  form.elements.tags.setAttribute('aria-invalid', String(!valid));
  problem.textContent = valid ? '' : 'Tags are written name=value, with commas between them.';
  if (!valid) { form.elements.tags.focus(); return null; }
  return Object.fromEntries(parts.map((part) => { const at = part.indexOf('='); return [part.slice(0, at).trim(), part.slice(at + 1).trim()]; }));
}
