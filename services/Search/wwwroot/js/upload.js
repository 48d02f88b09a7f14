/** One upload from a file to the server's last byte: waits for its turn, pauses, survives a lost connection. */
import { isAborted, Refused, ServerGone } from './api.js';
import { lost } from './connection.js';
import { cancelUpload, createUpload, offsetOf, sendPieces } from './tus.js';
import { forget, remember } from './upload-memory.js';

const outOfStep = new Set([409, 423]);
const attempts = 10;
const pauseMs = 500;

/** `state` is one of waiting, sending, paused, interrupted, forgotten (the file must be chosen again), sent, failed, cancelled. */
export class Upload {
  #stop = new AbortController();
  #changed;

  constructor({ name, size, file = null, metadata = {}, address = null }, changed) {
    Object.assign(this, { name, size, file, metadata, address, sent: 0, state: file ? 'waiting' : 'forgotten', reason: '' });
    this.#changed = changed;
  }

  /** Whether a file is the one that this upload began with. */
  isOf(file) {
    return this.state === 'forgotten' && file.name === this.name && file.size === this.size;
  }

  /** Goes on with a file that was chosen again; another file is refused with a word. */
  take(file) {
    if (!this.isOf(file)) {
      this.#become('forgotten', 'That is another file.');
      return;
    }
    this.file = file;
    this.#become('waiting');
  }

  /** Sends until the end, a pause or a failure. */
  async run() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.#become('sending');
    try {
      await this.#send(signal);
      forget(this.address);
      this.#become('sent');
    } catch (error) {
      if (isAborted(error)) return;
      if (error instanceof ServerGone) {
        this.#become('interrupted');
        lost();
        return;
      }
      if (!(error instanceof Refused)) throw error;
      if (this.address !== null) forget(this.address);
      this.#become('failed', error.message);
    }
  }

  /** Asks how far the server has it; one that it does not know any more is over. */
  async look() {
    const offset = await offsetOf(this.address);
    if (offset === null) {
      forget(this.address);
      this.#become('cancelled');
      return;
    }
    this.sent = offset;
    this.#changed(this);
  }

  /** Stops for now. */
  pause() {
    this.#stop.abort();
    this.#become('paused');
  }

  /** Waits for its turn again. */
  resume() {
    this.#become('waiting');
  }

  /** Stops for good; what the server has of it is removed. */
  async cancel() {
    this.#stop.abort();
    const { address } = this;
    this.#become('cancelled');
    if (address === null) return;
    forget(address);
    try {
      await cancelUpload(address);
    } catch (error) {
      if (!(error instanceof Refused || error instanceof ServerGone)) throw error;
      // The server lets unfinished uploads expire by itself.
    }
  }

  async #send(signal) {
    for (let attempt = 1; ; attempt += 1) {
      let offset = this.address === null ? null : await offsetOf(this.address, signal);
      if (offset === null) {
        if (this.address !== null) forget(this.address);
        this.address = await createUpload(this.file, this.metadata);
        offset = 0;
        remember({ name: this.name, size: this.size, address: this.address, metadata: this.metadata });
      }
      try {
        await sendPieces(this.file, this.address, offset, (sent) => this.#progress(sent), signal);
        return;
      } catch (error) {
        // The server may still be writing what came before an interruption: then it stands elsewhere, or is busy.
        if (!(error instanceof Refused && outOfStep.has(error.status)) || attempt === attempts) throw error;
        await new Promise((resolve) => { setTimeout(resolve, pauseMs); });
        signal.throwIfAborted();
      }
    }
  }

  #progress(sent) {
    this.sent = sent;
    this.#changed(this);
  }

  #become(state, reason = '') {
    this.state = state;
    this.reason = reason;
    this.#changed(this);
  }
}
