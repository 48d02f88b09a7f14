/** The names of the collections, wherever one can be chosen. */
import { get } from './api.js';
import { answered } from './connection.js';
import { byId } from './dom.js';
import { offerCollections } from './filters.js';
import { offerCollectionsToList } from './videos.js';

/** Asks for the names and offers them. */
export async function collections() {
  await answered(async () => {
    const answer = await get('/api/collections');
    const names = answer.collections.map((collection) => collection.name);
    offerCollections(names);
    offerCollectionsToList(names);
    byId('collections').replaceChildren(...names.map((name) => new Option(name, name)));
  }, collections);
}
