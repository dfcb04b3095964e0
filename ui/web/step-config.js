/** Step 3: which app, user, key and org, saved as jwt.json. */

import * as server from './server.js';
import {orgBody} from './org.js';
import {ask, busy} from './controls.js';
import {readDisk} from './disk.js';
import {$, announce, code, el, facts, notice, paragraph, show, stepLink} from './dom.js';
import {showFailure} from './failure.js';
import {date, daysLeft} from './format.js';
import {check, setError, valueOf} from './forms.js';
import {on, state} from './state.js';
import {sentence, shown} from './words.js';

export function startConfig() {
  on('disk', showDisk);
  showDisk();
  $('form-3').addEventListener('submit', event => {
    event.preventDefault();
    busy($('save'), () => save(false));
  });
  $('form-3').addEventListener('input', () => show($('notice-3')));
  $('validate').addEventListener('click', () => busy($('validate'), validate));
}

/** What the server found, so that a mismatch is seen before Salesforce refuses. */
function showDisk() {
  const {config, problem, keyFound, keyPath, keyProblem, certificate, matches} = state.disk;
  show(
    $('on-disk'),
    el('h3', {}, 'On disk now'),
    facts([
      ['Configuration', problem ? sentence(problem.error) : config ? code(valueOf('configPath')) : 'not saved yet'],
      ['Private key', keyFound ? code(keyPath) : 'not made yet'],
      ['Certificate', certificate ? `valid until ${date(certificate.notAfter)}` : 'not made yet'],
      [
        'Do they belong together?',
        matches === true ? 'yes' : matches === false ? 'No: Salesforce will refuse this key' : '…'
      ]
    ]),
    problem && notice('warning', sentence(problem.fix)),
    matches !== true &&
      keyProblem &&
      notice('warning', sentence(keyProblem.error), paragraph(sentence(keyProblem.fix)))
  );
}

async function validate() {
  const results = $('key-result');
  show(results);
  if (!check(['privateKeyFile'])) {
    return;
  }
  setError('certPath', null);
  const certPath = valueOf('certPath');
  try {
    const found = await server.post('/api/validate-key', {
      keyPath: valueOf('privateKeyFile'),
      ...(certPath && {certPath})
    });
    show(
      results,
      notice(
        'success',
        found.certificate ? 'Key and certificate belong together' : 'A valid RSA private key',
        paragraph(
          `${found.format}, ${found.bits} bits`,
          found.certificate
            ? `; the certificate is valid until ${date(found.certificate.notAfter)} ` +
                `(${daysLeft(found.certificate)} days)`
            : ''
        ),
        ...(found.warnings ?? []).map(warning => paragraph(el('b', {}, 'Note: '), sentence(warning)))
      )
    );
    announce(results.querySelector('.title').textContent);
  } catch (refused) {
    showFailure(refused, $('form-3'), results);
  }
}

async function save(force) {
  if (!check(['consumerKey', 'username', 'privateKeyFile', 'configPath', 'expiresIn'])) {
    return;
  }
  show($('notice-3'));
  try {
    const saved = await server.post('/api/save-config', {...orgBody(), configPath: valueOf('configPath'), force});
    state.force = {setup: force};
    state.refused = false;
    await readDisk();
    const mismatch = await certificateProblem();
    const warnings = [...saved.warnings, ...(mismatch ? [mismatch.error] : [])];
    const shownResult = notice(
      'success',
      `${shown(saved.path)} is saved`,
      ...warnings.map(warning => paragraph(el('b', {}, 'Note: '), sentence(warning))),
      saved.backups?.length > 0 && paragraph('Kept from before: ', saved.backups.map(shown).join(', ')),
      el(
        'details',
        {},
        el('summary', {}, 'What is in it'),
        el('pre', {}, code(JSON.stringify(saved.config, null, 2)))
      ),
      el('div', {className: 'actions'}, stepLink(4, 'Next: get a token'))
    );
    show($('notice-3'), shownResult);
    shownResult.querySelector('.title').focus();
  } catch (refused) {
    await onSaveRefused(refused, force);
  }
}

/** What Validate would say of the certificate that was typed; it is shown at its field too. */
async function certificateProblem() {
  setError('certPath', null);
  const certPath = valueOf('certPath');
  if (!certPath) {
    return null;
  }
  try {
    await server.post('/api/validate-key', {keyPath: valueOf('privateKeyFile'), certPath});
    return null;
  } catch (refused) {
    // who has no certificate here has not typed the place where it usually is
    if (refused.status === 404 && certPath === $('certPath').defaultValue) {
      return null;
    }
    const {error, fix} = refused.answer;
    setError('certPath', `${sentence(error)}. ${sentence(fix)}`);
    return refused.answer;
  }
}

async function onSaveRefused(refused, force) {
  if (refused.code === 'file_exists' && !force) {
    const answer = await ask(
      `Replace ${valueOf('configPath')}?`,
      `${sentence(refused.answer.error)}. The old file is kept ` +
        'beside the new one, with the date in its name, and fields that sfjwt does not know stay in.',
      [
        ['Keep the file', null, 'secondary outline'],
        ['Replace it', true, 'danger']
      ]
    );
    return answer && save(true);
  }
  showFailure(refused, $('form-3'), $('notice-3'));
}
