/** What is being added, from the first byte to the first hit. */
import { announce } from './announce.js';
import { get, post, Refused } from './api.js';
import { additionRow } from './addition-row.js';
import { answered, onReturn } from './connection.js';
import { byId } from './dom.js';
import { count } from './format.js';
import { listenWhile, onNews } from './live.js';
import { Upload } from './upload.js';
import { remembered } from './upload-memory.js';

const atOnce = 2;
const tray = byId('tray');
const list = byId('tray-list');
const newsKept = 100;
const recent = new Map(); // news by request: they may come before the answer that gives the request its number
const items = []; // the latest first

/** Wires the tray. */
export function additions() {
  const fold = byId('tray-fold');
  fold.addEventListener('click', () => {
    list.hidden = !list.hidden;
    fold.setAttribute('aria-expanded', String(!list.hidden));
  });
  for (const entry of remembered()) recall(entry);
  onNews('ingest', (news) => { keep(news); about((item) => item.requestId === news.requestId, (item) => takeIngest(item, news)); });
  onNews('video', (video) => about((item) => item.videoId === video.videoId, (item) => takeVideo(item, video)));
  onNews('poll', () => about((item) => isAwaited(item), (item) => (item.videoId ? follow(item) : find(item))));
  listenWhile(() => items.some((item) => !isOver(item)));
  onReturn(() => {
    for (const { upload } of items) if (upload?.state === 'interrupted') upload.resume();
  });
}

/** Shows an upload of an earlier visit, as far as the server has it. */
async function recall(entry) {
  const item = append(entry.name, (made) => new Upload(entry, () => uploadChanged(made)));
  const look = async () => {
    await item.upload.look();
    if (item.upload.state === 'cancelled') dismiss(item);
  };
  await asked(item, look);
}

/** Uploads files. One that was begun before a reload of the page goes on where it stopped. */
export function addFiles(files, metadata) {
  const earlier = list.firstElementChild; // Files that come together stay in their order, above those that came before.
  for (const file of files) {
    const begun = items.find((item) => item.upload?.isOf(file));
    if (begun) begun.upload.take(file);
    else append(file.name, (item) => new Upload({ name: file.name, size: file.size, file, metadata: { filename: file.name, ...metadata } }, () => uploadChanged(item)), earlier);
  }
  schedule();
}

/** Has the server fetch an address; throws `Refused` where it will not. */
export async function addAddress(body) {
  const answer = await post('/api/videos', body);
  const item = append(body.title || body.url, () => null);
  item.source = body.url;
  item.requestId = answer.requestId;
  if (recent.has(item.requestId)) takeIngest(item, recent.get(item.requestId));
  draw(item);
}

function keep(news) {
  recent.set(news.requestId, news);
  if (recent.size > newsKept) recent.delete(recent.keys().next().value);
}

function append(name, makeUpload, earlier = list.firstElementChild) {
  const item = { name, upload: null, source: null, requestId: null, videoId: null, video: null, reason: '' };
  item.upload = makeUpload(item);
  item.row = additionRow(deeds);
  items.unshift(item);
  list.insertBefore(item.row.element, earlier);
  draw(item);
  return item;
}

const deeds = {
  choose(item, file) { item.upload.take(file); schedule(); },
  pause: (item) => item.upload.pause(),
  resume: (item) => { item.upload.resume(); schedule(); },
  async cancel(item) { await item.upload.cancel(); dismiss(item); schedule(); },
  dismiss,
};

function dismiss(item) {
  items.splice(items.indexOf(item), 1);
  item.row.element.remove();
  drawHead();
}

function schedule() {
  const sending = items.filter((item) => item.upload?.state === 'sending').length;
  const waiting = items.filter((item) => item.upload?.state === 'waiting').toReversed();
  for (const item of waiting.slice(0, Math.max(0, atOnce - sending))) item.upload.run();
}

function uploadChanged(item) {
  const { upload } = item;
  // Known before the last byte is sent: news of it may come before the answer to that byte.
  if (upload.address !== null) item.requestId = upload.address.split('/').at(-1);
  if (upload.state === 'failed') announce(`${item.name}: ${upload.reason}`);
  draw(item);
  if (upload.state !== 'sending') schedule();
}

function takeIngest(item, news) {
  if (news.videoId) item.videoId = news.videoId;
  if (news.state === 'rejected') {
    item.reason = news.reason;
    announce(`${item.name}: ${news.reason}`);
  }
  draw(item);
  if (item.videoId && !item.video) follow(item);
}

function takeVideo(item, video) {
  item.video = video;
  if (video.state === 'rejected') item.reason = video.reason;
  if (video.state === 'searchable') announce(`${video.title} is searchable.`);
  draw(item);
}

function follow(item) {
  return asked(item, async () => takeVideo(item, await get(`/api/videos/${item.videoId}`)));
}

/** Asks the server about an item, again when it is back; what it refuses is said at the item. */
async function asked(item, work) {
  try {
    await answered(work, () => asked(item, work));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    item.reason = error.message;
    draw(item);
  }
}

/** Looks for the video of an addition whose news were missed: it has the file's name and size, or the address. */
function find(item) {
  const { upload, source } = item;
  return asked(item, async () => {
    const { videos } = await get('/api/videos?limit=50');
    const video = videos.find((each) => (upload ? each.sizeBytes === upload.size && each.sources.includes(upload.name) : each.sources.includes(source)));
    if (!video) return;
    item.videoId = video.videoId;
    takeVideo(item, video);
  });
}

const isAwaited = (item) => !isOver(item) && (!item.upload || item.upload.state === 'sent');

const isFailed = (item) => item.reason !== '' || item.upload?.state === 'failed' || item.video?.state === 'rejected';

const isOver = (item) => isFailed(item) || item.video?.state === 'searchable';

function about(test, work) {
  for (const item of items.filter(test)) work(item);
}

function draw(item) {
  item.row?.draw(item);
  drawHead();
}

function drawHead() {
  tray.hidden = items.length === 0;
  const open = items.filter((item) => !isOver(item)).length;
  const failed = items.filter(isFailed).length;
  byId('tray-title').textContent = open > 0 ? `Adding ${count(open, 'video')}` : failed > 0 ? `${count(failed, 'file')} not added` : 'All added';
}
