/** Step 1: a key and its certificate. */

import * as server from './server.js';
import {certificateActions} from './certificate.js';
import {ask, busy} from './controls.js';
import {$, announce, code, el, notice, paragraph, show, stepLink} from './dom.js';
import {showFailure} from './failure.js';
import {date} from './format.js';
import {changed, check, fill, setValue, valueOf, values} from './forms.js';
import {icon} from './icons.js';
import {state, tell} from './state.js';
import {sentence, shown} from './words.js';

const running = {generate: null};

export function startGenerate() {
  $('form-1').addEventListener('submit', event => {
    event.preventDefault();
    busy($('generate'), () => generate({}));
  });
}

async function generate(choice) {
  const form = $('form-1');
  if (!check(['commonName', 'country', 'days', 'outputDir'])) {
    return;
  }
  const {org, unit, commonName, email, city, state: province, country, days, keySize, outputDir, reuseKey} = values();
  const body = {
    org,
    unit,
    commonName,
    email,
    city,
    state: province,
    country: country.toUpperCase(),
    outputDir,
    reuseKey,
    days: Number(days),
    keySize: Number(keySize),
    force: false,
    ...choice
  };
  running.generate = crypto.randomUUID();
  showProgress();
  try {
    const made = await server.post('/api/generate-certs', body, running.generate);
    made.steps.forEach(showProgressStep);
    state.force = {generate: body.force};
    setValue('reuseKey', body.reuseKey);
    showMade(made);
  } catch (refused) {
    $('progress-1').hidden = true;
    await onGenerateRefused(refused, form, choice);
  }
}

async function onGenerateRefused(refused, form, choice) {
  const {code: reason, error} = refused.answer ?? {};
  if (reason === 'key_without_certificate') {
    const answer = await ask('Finish from the key that is there?', sentence(error) + '.', [
      ['Finish from this key', {reuseKey: true, force: true}],
      ['Make a new key', {force: true}, 'secondary outline'],
      ['Cancel', null, 'secondary outline']
    ]);
    return answer && generate(answer);
  }
  if (reason === 'file_exists' && !choice.force) {
    const answer = await ask(
      'Replace the files that are there?',
      `${sentence(error)}. If you replace a key whose certificate is in use in Salesforce, logins with it stop ` +
        'working. Each old file is kept beside the new one, with the date in its name.',
      [
        ['Keep the files', null, 'secondary outline'],
        [valueOf('reuseKey') ? 'Replace the certificate' : 'Replace them', {force: true}, 'danger']
      ]
    );
    return answer && generate(answer);
  }
  showFailure(refused, form, $('notice-1'));
}

function showProgress() {
  show($('notice-1'));
  $('progress-1').hidden = false;
  $('progress-1').querySelector('progress').value = 0;
  document.querySelectorAll('[data-step]').forEach(item => {
    item.dataset.status = 'todo';
  });
}

/** @param event {step, status, file}: status is began or ok */
function showProgressStep({step, status}) {
  const item = document.querySelector(`[data-step="${step}"]`);
  if (item) {
    item.dataset.status = ['began', 'running', 'started'].includes(status) ? 'running' : 'done';
    $('progress-1').querySelector('progress').value = document.querySelectorAll(
      '[data-step][data-status="done"]'
    ).length;
  }
}

function showMade(made) {
  state.disk = {
    ...state.disk,
    certificate: {...made, path: made.files.crt},
    crtContent: made.crtContent,
    keyFound: true,
    matches: true
  };
  fill({privateKeyFile: shown(made.files.key), certPath: shown(made.files.crt)});
  tell('made');
  const list = el(
    'ul',
    {className: 'files'},
    ...Object.values(made.files).map(file => el('li', {}, icon('check'), code(shown(file))))
  );
  show(
    $('notice-1'),
    notice(
      'success',
      'Key and certificate are made',
      list,
      paragraph(
        `Valid until ${date(made.notAfter)}. SHA-256 of the certificate: `,
        el('span', {className: 'mono'}, made.fingerprint)
      ),
      ...made.warnings.map(warning => paragraph(el('b', {}, 'Note: '), sentence(warning))),
      made.backups.length > 0 && paragraph('Kept from before: ', made.backups.map(shown).join(', ')),
      el(
        'div',
        {className: 'actions'},
        stepLink(2, 'Next: upload it to Salesforce'),
        ...certificateActions(made.crtContent)
      )
    )
  );
  tell('disk');
  changed();
  announce(`Key and certificate are made, valid until ${date(made.notAfter)}`);
}

export function onEvent(event) {
  if (event.operation === running.generate && event.step) {
    showProgressStep(event);
  }
}
