/** Remembers unfinished uploads over a reload of the page. A browser gives no file back by itself, so it is chosen again. */

const key = 'mote.uploads';

/** The uploads that were not finished: `{ name, size, address, metadata }`. */
export function remembered() {
  return JSON.parse(localStorage.getItem(key) ?? '[]');
}

/** Remembers an upload. */
export function remember(entry) {
  save([...remembered(), entry]);
}

/** Forgets an upload. */
export function forget(address) {
  save(remembered().filter((each) => each.address !== address));
}

function save(entries) {
  localStorage.setItem(key, JSON.stringify(entries));
}
