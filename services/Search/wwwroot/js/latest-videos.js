/** The latest searchable videos that the filters leave: what is shown while nothing is searched for. */
import { get, withParameters } from './api.js';
import { searchParameters } from './search-parameters.js';

const lookedAt = 200;
const shownAtMost = 24;

/** Resolves to videos, the latest first. */
export async function latestVideos(state, signal) {
  const answer = await get(withParameters('/api/videos', { state: 'searchable', limit: lookedAt, collection: state.collection, title: state.title }), signal);
  const { from, to } = searchParameters(state);
  return answer.videos.filter((video) =>
    state.tag.every((tag) => Object.entries(video.tags).some(([name, value]) => `${name}=${value}` === tag))
    && (!from || new Date(video.receivedAt) >= new Date(from)) && (!to || new Date(video.receivedAt) < new Date(to))
    && (state.minDurationMs === '' || video.durationMs >= Number(state.minDurationMs))
    && (state.maxDurationMs === '' || video.durationMs <= Number(state.maxDurationMs))).slice(0, shownAtMost);
}
