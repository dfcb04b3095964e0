/** A refusal where it belongs, and the way to where it is mended: the server says which field and which step. */

import {button} from './controls.js';
import {$, el, notice, paragraph, show} from './dom.js';
import {goTo} from './navigation.js';
import {FIELDS, labelOf, setError} from './values.js';
import {sentence} from './words.js';

/** Settings that are called otherwise in jwt.json. */
const FIELD_OF_SETTING = {subject: 'username', keyPath: 'privateKeyFile', profile: 'profileName', path: 'configPath'};
const FIELD_OF_CODE = {
  bad_days: 'days', bad_key_size: 'keySize', bad_consumer_key: 'consumerKey', bad_username: 'username',
  bad_login_url: 'loginUrl', sandbox_conflict: 'loginUrl', bad_expires_in: 'expiresIn', bad_audience: 'audience',
  bad_profile: 'profileName', key_cert_mismatch: 'certPath', cert_expired: 'certPath', cert_not_yet_valid: 'certPath',
  passphrase_needed: 'passphrase', key_passphrase_wrong: 'passphrase'
};
const STEP_OF = {certificates: 1, app: 2, config: 3, token: 4, sf: 5};

const formField = name => FIELD_OF_SETTING[name] ?? (FIELDS.includes(name) ? name : null);

/** The field that a refusal is about, if it is one of the page's. */
export function fieldOf({code, about, at, exitCode}) {
  return FIELD_OF_CODE[code] ?? formField(about?.setting) ?? fieldOfFile(about?.file) ?? formField(at?.field)
    ?? (exitCode === 3 && code?.startsWith('key_') ? 'privateKeyFile' : null);
}

function fieldOfFile(file) {
  const ends = id => $(id).value !== '' && file?.endsWith($(id).value.replace(/^\.\//, ''));
  return file ? ['privateKeyFile', 'certPath', 'configPath'].find(ends) ?? null : null;
}

/** A refusal where it belongs: at its field, else above the form. */
export function showFailure({answer, message}, form, notices) {
  const {error = message, fix, causes = []} = answer ?? {};
  const field = answer && fieldOf(answer);
  if (field && form && $(field).form === form) {
    showAtField(field, error, fix);
    return;
  }
  const shown = notice('error', sentence(error), fix && causes.length === 0 && paragraph(sentence(fix)),
    causes.length > 0 && el('ol', {}, ...causes.map(({why, fix: way}) =>
      el('li', {}, el('b', {}, sentence(why)), ' ', sentence(way)))));
  show(notices, shown);
  shown.querySelector('.title').focus();
}

export function showAtField(field, error, fix) {
  if (field === 'passphrase') {
    $('passphrase-field').hidden = false;
  }
  const said = error.replace(`\u201C${labelOf(field)}\u201D `, '').replace(/^[A-Za-z]+ (?=")/, '');
  setError(field, [said, fix].filter(Boolean).map(part => `${sentence(part).replace(/\.$/, '')}.`).join(' '));
  $(field).focus();
}

/** @param at {step, field} as the server names them, or numbers and ids of this page */
export function mendButton(at, kind = 'small') {
  const field = formField(at?.field);
  const step = typeof at?.step === 'number' ? at.step : STEP_OF[at?.step];
  return step && button(`Go to step ${step}${field ? `: ${labelOf(field)}` : ''}`, () => goTo(step, field), {kind});
}

/** Where a failure is mended, by what it says of itself. */
export function mendOfFailure(answer, kind) {
  const field = answer && fieldOf(answer);
  return mendButton(field ? {step: $(field).form?.id === 'form-1' ? 1 : 3, field} : answer?.at, kind);
}
