/** One line of the tray: what is added, how far it is, what can be done. */
import { button, el, icon } from './dom.js';
import { size } from './format.js';
import { stateWords } from './video-row.js';

/** Makes the line; `draw` brings it up to date without moving the focus. */
export function additionRow(deeds) {
  const name = el('span', { class: 'name' });
  const said = el('p', { class: 'said' });
  const bar = el('progress', { max: 1, value: 0 });
  const buttons = el('div', { class: 'deeds' });
  const element = el('li', {}, name, said, buttons, bar);
  let drawn;

  return {
    element,
    draw(item) {
      const look = lookOf(item);
      name.textContent = item.video?.title ?? item.name;
      name.title = item.name;
      said.textContent = look.words;
      said.classList.toggle('bad', look.bad === true);
      bar.hidden = look.share === undefined;
      bar.setAttribute('aria-label', `Adding ${item.name}`);
      if (look.share === null) bar.removeAttribute('value');
      else if (look.share !== undefined) bar.value = look.share;
      if (drawn === look.kind) return; // The same buttons stay, so the focus does.
      drawn = look.kind;
      buttons.replaceChildren(...buttonsOf(item, look.kind, deeds));
    },
  };
}

function lookOf({ upload, video, reason, videoId }) {
  if (reason) return { kind: 'over', words: reason, bad: true };
  if (video) {
    const share = video.chunksTotal > 0 ? video.chunksDone / video.chunksTotal : null;
    return video.state === 'searchable' ? { kind: 'searchable', words: stateWords(video) } : { kind: 'indexing', words: stateWords(video), share };
  }
  if (!upload || upload.state === 'sent') return { kind: 'indexing', words: videoId || upload ? 'Received; being checked' : 'Being fetched', share: null };
  const share = upload.size > 0 ? upload.sent / upload.size : 0;
  const amount = `${size(upload.sent)} of ${size(upload.size)}`;
  switch (upload.state) {
    case 'waiting': return { kind: 'waiting', words: 'Waiting for its turn', share };
    case 'sending': return { kind: 'sending', words: amount, share };
    case 'paused': return { kind: 'paused', words: `Paused at ${amount}`, share };
    case 'interrupted': return { kind: 'paused', words: `Interrupted at ${amount}; goes on when the server is back`, share };
    case 'forgotten': return { kind: 'forgotten', words: `${upload.reason} ${amount} are there. Choose the file again to go on.`.trim(), share };
    default: return { kind: 'over', words: upload.reason, bad: true };
  }
}

function buttonsOf(item, kind, deeds) {
  const square = (picture, words, deed) => button(icon(picture), deed, { class: 'quiet square', 'aria-label': `${words} ${item.name}`, title: words });
  const cancel = square('close', 'Cancel', () => deeds.cancel(item));
  switch (kind) {
    case 'waiting':
    case 'sending': return [square('pause', 'Pause', () => deeds.pause(item)), cancel];
    case 'paused': return [square('play', 'Go on with', () => deeds.resume(item)), cancel];
    case 'forgotten': return [chooser(item, deeds), cancel];
    case 'searchable': return [
      el('a', { class: 'button quiet', href: `/?play=${item.video.videoId}`, 'data-route': true }, 'Play'),
      square('close', 'Dismiss', () => deeds.dismiss(item))];
    default: return [square('close', 'Dismiss', () => deeds.dismiss(item))];
  }
}

function chooser(item, deeds) {
  const files = el('input', { type: 'file', hidden: true, 'aria-label': `The file ${item.name}` });
  files.addEventListener('change', () => deeds.choose(item, files.files[0]));
  return el('span', {}, files, button('Choose', () => files.click(), { class: 'quiet', 'aria-label': `Choose ${item.name} again` }));
}
