/** How far each step is: a state (todo, done, warn, error) and words for it. Pure: what is known in, words out. */

import {date, daysLeft, isEarly, time} from './format.js';

const SOON_DAYS = 30;

export function certificateState({certificate, keyFound, isKeyGone, matches}, now = Date.now()) {
  if (!certificate) {
    return keyFound ? ['warn', 'Key without certificate'] : ['todo', 'Not made yet'];
  }
  if (isKeyGone) {
    return ['error', 'Private key is missing'];
  }
  if (matches === false) {
    return ['error', 'Key and certificate differ'];
  }
  const left = daysLeft(certificate, now);
  return isEarly(certificate, now) ? ['warn', `Valid from ${date(certificate.notBefore)}`]
    : left < 0 ? ['error', `Expired ${date(certificate.notAfter)}`]
    : [left < SOON_DAYS ? 'warn' : 'done', `Valid until ${date(certificate.notAfter)}`];
}

/** @param login that of the form, if one has worked */
export function appState({login, ticked: [done, all]}) {
  return login ? ['done', 'A login has worked']
    : [done > 0 && done === all ? 'done' : 'todo', done > 0 ? `${done} of ${all} done` : 'In Setup'];
}

export function configState({config, problem}, unsaved) {
  return problem && !config ? ['error', 'jwt.json needs a look']
    : problem && !unsaved ? ['error', 'jwt.json needs a look']
    : !config ? ['todo', 'Not saved yet']
    : unsaved ? ['warn', 'Not saved yet'] : ['done', 'Saved'];
}

export function loginState({login, refused}) {
  return refused ? ['error', 'Last login was refused']
    : login ? ['done', `Logged in at ${time(login.at)}`] : ['todo', 'No token yet'];
}
