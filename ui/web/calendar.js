/** A calendar file that reminds of the renewal. Pure. */

import {daysLeft, lastPart} from './format.js';

const stamp = when => new Date(when).toISOString().replace(/[-:]|\.\d+/g, '');
/** RFC 5545 section 3.3.11 */
const text = value => value.replace(/[\\;,]/g, found => `\\${found}`).replace(/\r?\n/g, '\\n');

/** RFC 5545 section 3.1: a line has at most 75 octets, and a letter of a name can take four of them. */
const folded = line => new Blob([line]).size > 75 ? line.replace(/.{18}(?=.)/gu, '$&\r\n ') : line;

/** Reminds a month before, or in the middle of what is left. */
export function certificateEvent({path, fingerprint, notAfter}, now = Date.now()) {
  const left = daysLeft({notAfter}, now);
  const days = left > 30 ? 30 : Math.floor(left / 2);
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//sfjwt//certificate//EN', 'BEGIN:VEVENT',
    `UID:${fingerprint.replaceAll(':', '').toLowerCase()}@sfjwt`, `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(notAfter)}`,
    `SUMMARY:${text(`Salesforce certificate ${lastPart(path)} expires`)}`,
    `DESCRIPTION:${text(`Renew ${path} and upload the new one to the External Client App.\nSHA-256 ${fingerprint}`)}`,
    'BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-P${days}D`, 'DESCRIPTION:Renew the certificate', 'END:VALARM',
    'END:VEVENT', 'END:VCALENDAR', ''
  ].map(folded).join('\r\n');
}
