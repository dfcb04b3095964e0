/** A refusal where it belongs, and the way to where it is mended. */

import {button} from './controls.js';
import {$, el, notice, paragraph, show} from './dom.js';
import {FIELDS, labelOf, setError} from './forms.js';
import {goTo} from './navigation.js';
import {sentence} from './words.js';

const FIELD_OF_CODE = {
  bad_days: 'days',
  bad_key_size: 'keySize',
  bad_consumer_key: 'consumerKey',
  bad_username: 'username',
  bad_login_url: 'loginUrl',
  sandbox_conflict: 'loginUrl',
  bad_expires_in: 'expiresIn',
  bad_audience: 'audience',
  key_cert_mismatch: 'certPath',
  cert_expired: 'certPath',
  cert_not_yet_valid: 'certPath'
};

/** A refusal begins with the name of the flag or of the API's field that it is about. */
const NAMED = /^(--[a-z-]+|[A-Za-z]+)(?= ")/;

const FIELD_OF_NAME = {
  keyPath: 'privateKeyFile',
  '--country': 'country',
  '--state': 'state',
  '--city': 'city',
  '--org': 'org',
  '--unit': 'unit',
  '--name': 'commonName',
  '--email': 'email',
  '--output': 'outputDir',
  '--key-file': 'privateKeyFile'
};

/** The field that a refusal of the server is about, if it is one of the form's. */
function fieldOf(answer, form) {
  const name = NAMED.exec(answer.error ?? '')?.[0];
  const file =
    answer.exitCode !== 3
      ? null
      : /\bprivate key\b/.test(answer.error)
        ? 'privateKeyFile'
        : /\bcertificate\b/.test(answer.error)
          ? 'certPath'
          : null;
  const field = FIELD_OF_CODE[answer.code] ?? FIELD_OF_NAME[name] ?? (FIELDS.includes(name) ? name : file);
  return field && $(field)?.form === form ? field : null;
}

/** A refusal where it belongs: at its field, else above the form. */
export function showFailure(refused, form, notices) {
  const {error, fix, causes = []} = refused.answer;
  const field = fieldOf(refused.answer, form);
  if (field) {
    const said = error.replace(NAMED, labelOf(field));
    setError(field, `${sentence(said)}. ${sentence(fix)}`);
    $(field).focus();
    return;
  }
  const shown = notice(
    'error',
    sentence(error),
    fix && causes.length === 0 ? paragraph(sentence(fix)) : null,
    causes.length > 0 &&
      el('ol', {}, ...causes.map(({why, fix: way}) => el('li', {}, el('b', {}, sentence(why)), ' ', sentence(way))))
  );
  show(notices, shown);
  shown.querySelector('.title').focus();
}

/** Where what a fix talks about is done on this page, first match first. */
const MENDS = [
  [/copy the Consumer Key/i, 3, 'consumerKey'],
  [
    /External Client App Manager|Permission Sets|server\.crt|in this org|in the sandbox|create it anew|sfjwt steps/,
    2
  ],
  [/--username|Users > Username/, 3, 'username'],
  [/--expires-in/, 3, 'expiresIn'],
  [/audience/, 3, 'audience'],
  [/--sandbox/, 3, 'sandbox'],
  [/login[ -]URL|My Domain/, 3, 'loginUrl'],
  [/Edit: tick Active|Unfreeze/, 3, 'username'],
  [/generate-certs|make a new one/, 1],
  [/verify-key|key file|private key|chmod/, 3, 'privateKeyFile'],
  [/jwt\.json|setup-config/, 3]
];

function mendOf(fix) {
  const found = MENDS.find(([pattern]) => pattern.test(fix ?? ''));
  return found && {step: found[1], field: found[2]};
}

/** @param fix the words of a fix, or {step, field} */
export function mendButton(fix, kind) {
  const mend = typeof fix === 'string' ? mendOf(fix) : fix;
  return (
    mend &&
    button(
      `Go to step ${mend.step}${mend.field ? `: ${labelOf(mend.field)}` : ''}`,
      () => goTo(mend.step, mend.field),
      {kind}
    )
  );
}

/** What fails before Salesforce is asked, and is a file, is the key. */
export const mendOfAnswer = (answer, kind) =>
  mendButton(mendOf(answer?.fix) ?? (answer?.exitCode === 3 && {step: 3, field: 'privateKeyFile'}), kind);
