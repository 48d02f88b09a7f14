/** How many videos there are, by state. */
import { get } from './api.js';

const unfinished = ['received', 'probed', 'embedding'];

/** `{ all, searchable, rejected, working }`. */
export async function countVideos(signal) {
  const { videos } = await get('/api/status', signal);
  const working = unfinished.reduce((sum, state) => sum + (videos[state] ?? 0), 0);
  return { all: working + videos.searchable + videos.rejected, searchable: videos.searchable, rejected: videos.rejected, working };
}
