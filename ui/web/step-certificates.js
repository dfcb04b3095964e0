/** Step 1: a key and its certificate. */

import {certificateActions, certificateFacts, lifeBar} from './certificate.js';
import {busy, button} from './controls.js';
import {ask} from './dialog.js';
import {readAgain, readDisk} from './disk.js';
import {$, actions, announce, code, notice, note, paragraph, show, showForm, showResult, stepLink} from './dom.js';
import {showFailure} from './failure.js';
import {fill} from './forms.js';
import {daysLeft, isEarly, lasts} from './format.js';
import {postWithKey} from './keyed.js';
import {currentStep} from './navigation.js';
import {changed, on, state, tell} from './state.js';
import {check, setValue, valueOf, values} from './values.js';
import {onPage, sentence} from './words.js';

let operation = null;
let made = null;
let renewing = false;
let editing = false;

export function startCertificates() {
  $('form-1').addEventListener('submit', event => {
    event.preventDefault();
    busy($('generate'), () => generate(renewing ? {reuseKey: true, force: true} : {}));
  });
  $('form-1').addEventListener('input', showSummary);
  on('disk', showCertificate);
  showSummary();
}

/** What one click will do, in a line. */
function showSummary() {
  const {keySize, days, outputDir, commonName, reuseKey} = values();
  show($('summary-1'), `${reuseKey ? 'Keeps the private key' : `RSA ${keySize}`} · ${days} days · `, code(outputDir),
    ` · ${commonName}`);
  $('generate-label').textContent = renewing ? 'Renew the certificate' : 'Generate key and certificate';
}

export async function generate(choice) {
  if (!check(['commonName', 'country', 'days', 'outputDir'])) {
    return;
  }
  const {org, unit, commonName, email, city, state: province, country, days, keySize, outputDir, reuseKey} = values();
  const body = {org, unit, commonName, email, city, state: province, country: country.toUpperCase(), outputDir,
    reuseKey,
    days: Number(days), keySize: Number(keySize), force: false, ...choice};
  operation = crypto.randomUUID();
  showProgress();
  try {
    made = await postWithKey('/api/generate-certs', body, {operation});
    showWorking(false);
    state.force = {generate: body.force};
    setValue('reuseKey', body.reuseKey);
    await showMade();
  } catch (refused) {
    showWorking(false);
    await onRefused(refused, choice);
  }
}

async function onRefused(refused, choice) {
  const {code: reason, error} = refused.answer ?? {};
  if (currentStep() !== 1) { // a question would stand over what the person does now
    return showFailure(refused, $('form-1'), $('notice-1'));
  }
  // what an earlier run left unfinished
  if (['key_without_certificate', 'key_cert_mismatch'].includes(reason) && !choice.force) {
    const answer = await ask('Finish from the key that is there?', `${sentence(error)}.`, [
      ['Finish from this key', {reuseKey: true, force: true}],
      ['Make a new key', {force: true}, 'secondary outline'],
      ['Cancel', null, 'secondary outline']]);
    return answer && generate(answer);
  }
  if (reason === 'file_exists' && !choice.force) {
    const answer = await ask('Replace the files that are there?', `${sentence(error)}. If you replace a key whose `
      + 'certificate is in use in Salesforce, logins with it stop working. Each old file is kept beside the new one, '
      + 'with the date in its name.', [
      ['Keep the files', null, 'secondary outline'],
      [valueOf('reuseKey') ? 'Replace the certificate' : 'Replace them', {force: true}, 'danger']]);
    return answer && generate(answer);
  }
  return showFailure(refused, $('form-1'), $('notice-1'));
}

/** Progress takes the place of what could be changed before. */
function showWorking(working) {
  $('progress-1').hidden = !working;
  $('customize').hidden = working;
  $('explain-1').hidden = working;
}

function showProgress() {
  show($('notice-1'));
  showWorking(true);
  $('progress-1').querySelector('progress').value = 0;
  document.querySelectorAll('[data-step]').forEach(item => {
    item.dataset.status = 'todo';
  });
}

/** Progress of this tab's operation; when another tab's has ended, files may have changed. */
export function onEvent(event) {
  if (event.operation === operation && event.step !== 'finished') {
    const item = document.querySelector(`[data-step="${event.step}"]`);
    if (item) {
      item.dataset.status = event.status === 'began' ? 'running' : 'done';
      const done = document.querySelectorAll('[data-step][data-status="done"]').length;
      $('progress-1').querySelector('progress').value = done;
    }
  } else if (event.step === 'finished' && event.operation !== operation) {
    readAgain();
  }
}

async function showMade() {
  renewing = false;
  editing = false;
  fill({privateKeyFile: onPage(made.files.key), certPath: onPage(made.files.crt)});
  tell('made');
  await readDisk();
  showSummary();
  announce(`Key and certificate are made, ${lasts(made)}`);
  const at = document.activeElement;
  if (at === document.body || $('form-1').contains(at)) {
    $('result-1').querySelector('.title').focus({preventScroll: true});
  }
}

/** Whose certificate lies there is what the step is about; the form comes back for a new or a renewed one. */
function showCertificate() {
  const {certificate, crtContent, keyFound, isKeyGone, matches, keyProblem} = state.disk;
  $('reuseKey').disabled = !keyFound;
  if (!certificate || editing) {
    showForm($('form-1'), $('result-1'));
    return;
  }
  const left = daysLeft(certificate);
  const fresh = made?.fingerprint === certificate.fingerprint ? made : null;
  const title = isKeyGone ? ['error', 'Private key is missing']
    : fresh ? ['success', 'Key and certificate are made']
    : left < 0 ? ['error', `This certificate ${lasts(certificate)}`]
    : matches === false ? ['error', 'Key and certificate do not belong together']
    : isEarly(certificate) ? ['warning', `This certificate is ${lasts(certificate)}`]
    : ['success', 'Your key and certificate'];
  const renew = button('Renew with the same key', startRenewal, {iconName: 'renew', kind: left < 0 ? ''
    : 'secondary outline small'});
  const next = isKeyGone ? button('Make a new key', startAnew, {kind: ''})
    : left >= 0 && stepLink(2, 'Next: upload it to Salesforce', '');
  const focused = $('result-1').contains(document.activeElement) || currentStep() === 1
    && document.activeElement === $('generate');
  const [download, copyText, calendar] = certificateActions(certificate, crtContent);
  const body = [notice(...title), lifeBar(certificate),
    left < 0 && paragraph('Salesforce may refuse logins with it. Renew it, then upload the new one in step 2.'),
    matches === false && keyProblem && paragraph(sentence(keyProblem.fix)),
    actions(next || renew, download, copyText),
    certificateFacts(certificate, fresh?.files), ...fresh?.warnings.map(warning => note(sentence(warning))) ?? [],
    fresh?.backups.length > 0 && paragraph('Kept from before: ', fresh.backups.map(onPage).join(', ')),
    actions(calendar, ...isKeyGone ? [] : [next && renew, button('Make a new key', startAnew)])];
  if (focused) {
    showResult($('form-1'), $('result-1'), ...body);
  } else {
    show($('result-1'), ...body);
    $('form-1').hidden = true;
    $('result-1').hidden = false;
  }
}

/** The next certificate says what the old one said. */
function startRenewal() {
  const {certificate} = state.disk;
  const days = Math.round((new Date(certificate.notAfter) - new Date(certificate.notBefore)) / 86_400_000);
  renewing = true;
  edit({...certificate.subjectFields, days: String(Math.min(3650, Math.max(1, days))), reuseKey: true});
}

function startAnew() {
  renewing = false;
  edit({reuseKey: false});
}

function edit(known) {
  editing = true;
  fill(known);
  showForm($('form-1'), $('result-1'));
  $('customize').open = true;
  showSummary();
  changed();
  $('generate').focus();
}
