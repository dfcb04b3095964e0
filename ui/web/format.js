/** Dates, times and versions as people read them, the same way everywhere. Pure, but for the machine's time zone. */

const DAY_MILLIS = 86_400_000;

const two = number => String(number).padStart(2, '0');

/** 2027-11-26, in local time. */
export function date(when) {
  const local = new Date(when);
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`;
}

/** UTC, UTC+1, UTC−3:30 */
export function zone(when) {
  const minutes = -new Date(when).getTimezoneOffset();
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return minutes === 0 ? 'UTC' : `UTC${minutes > 0 ? '+' : '−'}${hours}${rest ? `:${two(rest)}` : ''}`;
}

export function time(when) {
  const local = new Date(when);
  return `${two(local.getHours())}:${two(local.getMinutes())}`;
}

/** 2027-11-26 14:03 UTC+1 */
export const moment = when => `${date(when)} ${time(when)} ${zone(when)}`;

export const daysLeft = (certificate, now = Date.now()) =>
  Math.floor((new Date(certificate.notAfter) - now) / DAY_MILLIS);

export const isEarly = ({notBefore}, now = Date.now()) => new Date(notBefore) > now;

/** "valid until 2027-11-26", "expired on 2026-11-25", "valid from 2026-11-28" */
export const lasts = (certificate, now = Date.now()) => isEarly(certificate, now)
  ? `valid from ${date(certificate.notBefore)}`
  : `${daysLeft(certificate, now) < 0 ? 'expired on' : 'valid until'} ${date(certificate.notAfter)}`;

/** How much of a certificate's time has passed, 0 to 1. */
export function passed({notBefore, notAfter}, now = Date.now()) {
  const [from, until] = [new Date(notBefore).getTime(), new Date(notAfter).getTime()];
  return Math.min(1, Math.max(0, (now - from) / (until - from)));
}

/** "in 3 days", "5 minutes ago" */
export function ago(when, now = Date.now()) {
  const seconds = Math.round((now - new Date(when)) / 1000);
  const [size, unit] = [[DAY_MILLIS / 1000, 'day'], [3600, 'hour'], [60, 'minute']].find(([least]) =>
    Math.abs(seconds) >= least) ?? [1, 'second'];
  const count = Math.floor(Math.abs(seconds) / size);
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
  return seconds >= 0 ? `${words} ago` : `in ${words}`;
}

/** The number in what a tool says of itself. */
export const version = said => /\d+(\.\w+)*/.exec(said)?.[0] ?? said;

export const plural = (number, one) => `${number} ${one}${number === 1 ? '' : 's'}`;

/** The name of a file or folder; the folder / has no other. */
export const lastPart = path => path.replace(/[/\\]+$/, '').split(/[/\\]/).pop() || path;
