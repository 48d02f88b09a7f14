/** The names of the collections, wherever one can be chosen. */
import { get } from './api.js';
import { answered, onReturn } from './connection.js';
import { byId } from './dom.js';
import { offerCollections } from './filters.js';
import { onNews } from './live.js';
import { offerCollectionsToList } from './videos.js';

let known = [];

/** Offers the names, also those that come. */
export function collections() {
  onNews('video', (video) => { if (!known.includes(video.collection)) offer(); });
  onReturn(offer);
  return offer();
}

async function offer() {
  await answered(async () => {
    const answer = await get('/api/collections');
    known = answer.collections.map((collection) => collection.name);
    offerCollections(known);
    offerCollectionsToList(known);
    byId('collections').replaceChildren(...known.map((name) => new Option(name, name)));
  });
}
