/** A refusal where it belongs, and the way to where it is mended: the server says which field and which step. */

import {button} from './controls.js';
import {$, el, notice, paragraph, show} from './dom.js';
import {currentStep, goTo} from './navigation.js';
import {FIELDS, labelOf, setError} from './values.js';
import {sentence} from './words.js';

/** Settings that are called otherwise in jwt.json. */
const FIELD_OF_SETTING = {subject: 'username', keyPath: 'privateKeyFile', profile: 'profileName', path: 'configPath'};
const STEP_OF = {certificates: 1, app: 2, config: 3, token: 4, sf: 5};

/** Failures of a key that are put right in a field of its own, which no file has. */
export const wantsPassphrase = code => ['passphrase_needed', 'key_passphrase_wrong'].includes(code);

/** The page of the doctor is a step of its own. */
const stepOf = at => at?.command?.[0] === 'doctor' ? 6 : STEP_OF[at?.step];
const formField = name => FIELD_OF_SETTING[name] ?? (FIELDS.includes(name) ? name : null);
const stepOfField = field => $(field).form?.id === 'form-1' ? 1 : 3;

/** The field that a refusal is about, if it is one of the page's. */
export function fieldOf({code, about, at}) {
  return wantsPassphrase(code) ? 'passphrase'
    : formField(about?.setting) ?? fieldOfFile(about?.file) ?? formField(at?.field);
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
  setError(field, atField(field, error, fix));
  $(field).focus();
}

/** As it is said below the field itself, which needs not to be named there. */
export function atField(field, error, fix) {
  const said = error.replace(`\u201C${labelOf(field)}\u201D `, '');
  return [said, fix].filter(Boolean).map(part => `${sentence(part).replace(/\.$/, '')}.`).join(' ');
}

export const goButton = (step, field, kind = 'small') =>
  button(`Go to step ${step}${field ? `: ${labelOf(field)}` : ''}`, () => goTo(step, field), {kind});

/** @param at {step, field} as the server names the place where something is mended */
export function mendButton(at, kind) {
  const step = stepOf(at);
  const field = formField(at?.field);
  // whoever is in that step already needs no way there
  return step && (field || step !== currentStep()) && goButton(step, field, kind);
}

/** Where a failure is mended: in the field that is wrong, else where the server says. */
export function mendOfFailure(answer, kind) {
  const field = answer && fieldOf(answer);
  return field ? goButton(stepOfField(field), field, kind) : mendButton(answer?.at, kind);
}

/** Where a finding of the doctor is mended: its fix says the step, and what it is about the field. */
export function mendOfFinding(finding, kind) {
  const field = fieldOf(finding);
  const step = stepOf(finding.at) ?? (field && stepOfField(field));
  return step && goButton(step, field && stepOfField(field) === step ? field : null, kind);
}
