/** The certificate as an object: what it says, how long it lasts, and what one does with it. */

import {button, copyButton, downloadLink, save, setText} from './controls.js';
import {announce, code, el, facts} from './dom.js';
import {ago, date, daysLeft, isEarly, lastPart, moment, passed, plural} from './format.js';
import {whenLoaded} from './server.js';
import {state} from './state.js';
import {onPage} from './words.js';

/** From until when, as a bar with today on it; the words say the same. */
export function lifeBar({notBefore, notAfter}) {
  const left = daysLeft({notAfter});
  const share = passed({notBefore, notAfter});
  const kind = left < 0 ? 'error' : left < 30 || isEarly({notBefore}) ? 'warn' : 'done';
  const bar = el('progress', {className: 'life', max: 1, value: share,
    'aria-label': 'Part of its time that has passed',
    'data-state': kind});
  const today = isEarly({notBefore}) ? `begins ${ago(notBefore)}` : left < 0 ? `expired ${ago(notAfter)}`
    : left < 1 ? `ends ${ago(notAfter)}` : `${plural(left, 'day')} left`;
  return el('div', {className: 'life-bar'}, bar, el('p', {className: 'life-text'}, el('span', {}, date(notBefore)),
    el('b', {'data-state': kind}, today), el('span', {title: moment(notAfter)}, date(notAfter))));
}

/** @param made the files that came into being with it, where that was a moment ago */
export function certificateFacts(certificate, made) {
  const used = usedBy();
  const {commonName, unit, org, city, state: province, country, email} = certificate.subjectFields;
  const files = made ? Object.values(made) : [certificate.path];
  return facts([
    [made ? 'Files' : 'File', ...files.map(file => code(onPage(file)))],
    ['SHA-256', el('span', {className: 'mono'}, certificate.fingerprint)],
    ['Issued to', [commonName, unit, org, city, province, country, email].filter(Boolean).join(', ')
      || certificate.subject],
    used && ['Used by', used]
  ]);
}

/** The orgs of jwt.json that log in with the key that lies beside it. */
function usedBy() {
  const {orgs = [], keyPath} = state.disk;
  const users = orgs.filter(({keyFile}) => keyFile && keyPath && keyFile.endsWith(`/${keyPath}`));
  return users.map(({profile, username}) => [profile, username].filter(Boolean).join(': ')).join(', ');
}

export function certificateActions(certificate, crtContent) {
  if (!crtContent) {
    return [];
  }
  const name = lastPart(certificate.path);
  return [downloadLink(crtContent, name, 'application/x-x509-ca-cert'), copyButton(crtContent, 'certificate text',
    'Copy text'),
    daysLeft(certificate) >= 0 && button('Add to calendar', ({currentTarget}) =>
      saveReminder(certificate, currentTarget), {iconName: 'calendar'})];
}

async function saveReminder(certificate, pressed) {
  await whenLoaded(import('./calendar.js')).then(({certificateEvent}) => {
    save(certificateEvent(certificate), 'renew-certificate.ics', 'text/calendar');
  }, ({message}) => {
    setText(pressed, message);
    announce(message);
  });
}
