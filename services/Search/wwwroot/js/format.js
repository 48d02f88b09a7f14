/** Numbers as people read them. */

const dates = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const counts = new Intl.NumberFormat();

/** Milliseconds as h:mm:ss or m:ss, with tenths where asked. */
export function time(ms, tenths = false) {
  const units = Math.floor(Math.max(0, ms) / (tenths ? 100 : 1000));
  const seconds = tenths ? units / 10 : units;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = (seconds % 60).toFixed(tenths ? 1 : 0).padStart(tenths ? 4 : 2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** "0:10–0:20"; a moment under two seconds shows tenths, and one under a tenth only where it is. */
export function range(startMs, endMs) {
  const short = endMs - startMs < 2000;
  const [start, end] = [time(startMs, short), time(endMs, short)];
  return start === end ? start : `${start}–${end}`;
}

/** "1:30", "90" (seconds) or "1:02:03" as milliseconds; null where it is none of these. */
export function parseTime(text) {
  const match = /^\s*(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return null;
  const [hours = 0, minutes = 0, seconds] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return Math.round(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** A relevance with at most two digits that say something: 0.93, 0.05, 0.0037. */
export function relevance(value) {
  if (value >= 0.1) return value.toFixed(2);
  if (value < 0.0001) return value > 0 ? '<0.0001' : '0';
  return String(Number(value.toPrecision(2)));
}

/** Bytes in decimal units. */
export function size(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit += 1; }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A moment of the calendar in the reader's own form. */
export function date(text) {
  return dates.format(new Date(text));
}

/** "1 video", "2 videos", "1,204 videos". */
export function count(number, one, many = `${one}s`) {
  return `${counts.format(number)} ${number === 1 ? one : many}`;
}
