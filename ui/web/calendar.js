/** A calendar file that reminds of the renewal. Pure. */

import {lastPart} from './format.js';

const REMIND_DAYS = 30;

const stamp = when => new Date(when).toISOString().replace(/[-:]|\.\d+/g, '');
/** RFC 5545 section 3.3.11 */
const text = value => value.replace(/[\\;,]/g, found => `\\${found}`).replace(/\r?\n/g, '\\n');

/** RFC 5545 section 3.1: a line has at most 75 octets, and a letter of a name can take two of them. */
const folded = line => line.replace(/.{36}(?=.)/gu, '$&\r\n ');

export function certificateEvent({path, fingerprint, notAfter}, now = Date.now()) {
  return [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//sfjwt//certificate//EN', 'BEGIN:VEVENT',
    `UID:${fingerprint.replaceAll(':', '').toLowerCase()}@sfjwt`, `DTSTAMP:${stamp(now)}`,
      `DTSTART:${stamp(notAfter)}`,
    `SUMMARY:${text(`Salesforce certificate ${lastPart(path)} expires`)}`,
    `DESCRIPTION:${text(`Renew ${path} and upload the new one to the External Client App.\nSHA-256 ${fingerprint}`)}`,
    'BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-P${REMIND_DAYS}D`, 'DESCRIPTION:Renew the certificate', 'END:VALARM',
    'END:VEVENT', 'END:VCALENDAR', ''
  ].map(folded).join('\r\n');
}
