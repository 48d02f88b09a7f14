/** Uploads by the tus protocol (1.0): in pieces, so that an interrupted one goes on where it stopped. */
import { isFromGateway, Refused, send, sentenceOf, ServerGone } from './api.js';

const version = { 'Tus-Resumable': '1.0.0' };
const pieceBytes = 8 * 1024 * 1024;

/** Announces a file; resolves to the address of its upload. */
export async function createUpload(file, metadata) {
  const answer = await send('/api/videos', { method: 'POST', headers: { ...version, 'Upload-Length': String(file.size), 'Upload-Metadata': encode(metadata) } });
  return new URL(answer.headers.get('Location'), location.href).pathname;
}

/** How many bytes of an upload the server has; null where it does not know the upload (any more). */
export async function offsetOf(address, signal) {
  try {
    const answer = await send(address, { method: 'HEAD', headers: version, signal, cache: 'no-store' });
    return Number(answer.headers.get('Upload-Offset'));
  } catch (error) {
    if (error instanceof Refused && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

/** Sends a file from where the server stands to its end; `onProgress` gets bytes. Aborting stops it; what arrived stays. */
export async function sendPieces(file, address, offset, onProgress, signal) {
  let at = offset;
  onProgress(at);
  while (at < file.size) {
    signal.throwIfAborted();
    at = await sendPiece(file.slice(at, at + pieceBytes), address, at, onProgress, signal);
  }
}

/** Takes an upload back. */
export async function cancelUpload(address) {
  await send(address, { method: 'DELETE', headers: version });
}

// fetch does not say how much of a body is sent, XMLHttpRequest does.
function sendPiece(piece, address, at, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.open('PATCH', address);
    for (const [name, value] of Object.entries({ ...version, 'Upload-Offset': String(at), 'Content-Type': 'application/offset+octet-stream' })) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', (event) => onProgress(at + event.loaded));
    request.addEventListener('load', () => {
      if (request.status === 204) resolve(Number(request.getResponseHeader('Upload-Offset')));
      else reject(isFromGateway(request.status, request.getResponseHeader('Content-Type')) ? new ServerGone() : new Refused(request.status, sentenceOf(request.status, request.responseText)));
    });
    request.addEventListener('error', async () => reject(await isReadable(piece) ? new ServerGone() : new Refused(0, 'The file cannot be read any more: it was changed or moved.')));
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    request.send(piece);
  });
}

// A file that changed on its disk fails as a lost connection does.
async function isReadable(piece) {
  try {
    await piece.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

/** The header's form: a name, a space, the value in Base64 of UTF-8. */
function encode(metadata) {
  return Object.entries(metadata)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${btoa(String.fromCharCode(...new TextEncoder().encode(value)))}`)
    .join(',');
}
