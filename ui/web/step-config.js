/** Step 3: which app, user, key and org, saved as jwt.json. */

import {busy, busyButton, button} from './controls.js';
import {ask} from './dialog.js';
import {readDisk} from './disk.js';
import {$, actions, announce, code, el, facts, notice, note, paragraph, show, showForm, showResult,
  stepLink} from './dom.js';
import {forget, forgetOlder, offered} from './draft.js';
import {fieldOf, mendOfFailure, showAtField, showFailure} from './failure.js';
import {checkField, fill} from './forms.js';
import {daysLeft, lasts, plural} from './format.js';
import {postWithKey} from './keyed.js';
import {currentStep} from './navigation.js';
import {formOf, isUnsaved, orgBody, unfilled, whichOrg} from './org.js';
import {on, state} from './state.js';
import {check, labelOf, setError, valueOf, values} from './values.js';
import {onPage, sentence} from './words.js';

const ASKED = ['consumerKey', 'username', 'loginUrl', 'audience', 'expiresIn'];

export function start() {
  $('form-3').addEventListener('submit', event => {
    event.preventDefault();
    busy($('save'), () => save(false));
  });
  busyButton('validate', validate);
  on('disk', showDisk);
  on('disk', showOffer);
  on('changed', showSummary);
  on('changed', hideOlderVerdict);
  showDisk();
  showOffer();
  showSummary();
}

/** What the button will do, or what it waits for; it stays in sight while the form is filled in. */
function showSummary() {
  const missing = unfilled();
  show($('summary-3'), ...missing ? [`${labelOf(missing)} is missing`]
    : [code(valueOf('username')), ` at ${whichOrg().host}`]);
}

/** What the server found, so that a mismatch is seen before Salesforce refuses. */
function showDisk() {
  const {config, problem, warnings = [], keyFound, keyPath, keyProblem, certificate, matches} = state.disk;
  const encrypted = keyProblem?.code === 'passphrase_needed';
  $('passphrase-field').hidden = !(encrypted || state.passphrase);
  show($('on-disk'), el('h3', {}, 'On disk now'), facts([
    ['Configuration', problem ? sentence(problem.error) : config ? code(valueOf('configPath')) : 'not saved yet'],
    ['Private key', keyFound ? code(keyPath) : 'not made yet'],
    ['Certificate', certificate ? lasts(certificate) : 'not made yet'],
    keyFound && certificate && ['Do they belong together?', matches === true ? 'yes'
      : matches === false ? 'No: Salesforce will refuse this key' : encrypted ? 'shows when the passphrase is known'
      : '…']]),
  problem && notice('warning', sentence(problem.fix)),
  ...warnings.map(warning => notice('warning', sentence(warning))),
  matches !== true && keyProblem && !encrypted && notice('warning', sentence(keyProblem.error),
    paragraph(sentence(keyProblem.fix))));
}

let offer = null;

/** What was typed before the file changed is not lost, and not put over the file either. */
function showOffer() {
  offer?.remove();
  const older = offered(values());
  if (!older) {
    return;
  }
  const done = () => {
    forgetOlder();
    offer.remove();
    $('consumerKey').focus();
  };
  offer = notice('info', 'You had typed other values before jwt.json changed',
    facts(Object.entries(older).map(([id, value]) => [labelOf(id), code(String(value))])),
    actions(button('Use them', () => {
      done();
      fill(older);
    }), button('Forget them', done)));
  show($('notice-3'), offer);
}

/** The files that Validate spoke of. */
let validated = null;

const typedPair = () => JSON.stringify([valueOf('privateKeyFile'), valueOf('certPath')]);

/** What was said of another key or certificate does not stand beside this one. */
function hideOlderVerdict() {
  if (validated !== null && validated !== typedPair()) {
    validated = null;
    show($('key-result'));
  }
}

async function validate() {
  const results = $('key-result');
  show(results);
  const asked = typedPair();
  validated = asked;
  if (!check(['privateKeyFile'])) {
    return;
  }
  setError('certPath', null);
  const certPath = valueOf('certPath');
  try {
    const found = await postWithKey('/api/validate-key', {keyPath: valueOf('privateKeyFile'), ...(certPath
      && {certPath})});
    if (asked !== typedPair()) {
      return;
    }
    const until = found.certificate && `; certificate ${lasts(found.certificate)} `
      + `(${plural(daysLeft(found.certificate), 'day')})`;
    show(results, notice('success', found.certificate ? 'Key and certificate belong together'
      : 'A valid RSA private key',
      paragraph(`${found.format}, ${found.bits} bits`, until), ...(found.warnings ?? []).map(warning =>
        note(sentence(warning)))));
    announce(results.querySelector('.title').textContent);
  } catch (refused) {
    if (asked === typedPair()) {
      showFailure(refused, $('form-3'), results);
    }
  }
}

async function save(force) {
  if (!check(['consumerKey', 'username', 'privateKeyFile', 'configPath', 'expiresIn'])) {
    return;
  }
  show($('notice-3'));
  // what is wrong with a value comes before the question whether to replace the file
  for (const id of ASKED.filter(one => valueOf(one) !== '')) {
    if (!await checkField(id)) {
      $(id).focus();
      return;
    }
  }
  const {config, problem, warnings} = state.disk;
  if (!isUnsaved() && !problem) {
    showSaved({path: valueOf('configPath'), warnings, config}, 'is saved, and says the same');
    return;
  }
  await write(force);
}

async function write(force) {
  const sent = values();
  try {
    const profile = valueOf('profileName');
    const saved = await postWithKey('/api/save-config', {...orgBody(), configPath: valueOf('configPath'), force,
      ...(profile && {profile})});
    state.force = {setup: force};
    state.refused = null;
    // what was typed since then is not saved
    forget([...Object.keys(formOf({})), 'profileName', 'configPath'].filter(id => valueOf(id) === sent[id]));
    await readDisk(profile);
    const mismatch = await certificateProblem();
    showSaved({...saved, warnings: [...saved.warnings, ...(mismatch ? [mismatch.error] : [])]}, 'is saved');
  } catch (refused) {
    await onRefused(refused, force);
  }
}

function showSaved({path, warnings, backups = [], config}, how) {
  const {subject, sandbox, loginUrl = `https://${sandbox ? 'test' : 'login'}.salesforce.com`, privateKeyFile} = config;
  const profile = valueOf('profileName');
  showResult($('form-3'), $('result-3'), notice('success', `${onPage(path)} ${how}`),
    ...warnings.map(warning => note(sentence(warning))),
    actions(stepLink(4, 'Next: get a token', ''), button('Change it', () => {
      showForm($('form-3'), $('result-3'));
      $('consumerKey').focus();
    })),
    facts([['User', code(subject)], ['Org', code(loginUrl)], ['Key', code(privateKeyFile)],
      profile && ['Profile', code(profile)]]),
    backups.length > 0 && paragraph('Kept from before: ', backups.map(onPage).join(', ')),
    el('details', {}, el('summary', {}, 'What is in it'), el('pre', {}, code(JSON.stringify(config, null, 2)))));
}

/** What Validate would say of the certificate that was typed; it is shown at its field too. */
async function certificateProblem() {
  setError('certPath', null);
  const certPath = valueOf('certPath');
  if (!certPath) {
    return null;
  }
  try {
    await postWithKey('/api/validate-key', {keyPath: valueOf('privateKeyFile'), certPath});
    return null;
  } catch (refused) {
    // a person who has no certificate here has not typed the place where it usually is
    if (refused.status === 404 && certPath === $('certPath').defaultValue) {
      return null;
    }
    const {error, fix} = refused.answer;
    setError('certPath', `${sentence(error)}. ${sentence(fix)}`);
    return refused.answer;
  }
}

async function onRefused(refused, force) {
  if (['file_exists', 'profile_exists'].includes(refused.code) && !force && currentStep() === 3) {
    const what = refused.code === 'profile_exists' ? `the profile ${valueOf('profileName')}` : valueOf('configPath');
    const answer = await ask(`Replace ${what}?`, `${sentence(refused.answer.error)}. The old file is kept beside the `
      + 'new one, with the date in its name, and fields that sfjwt does not know stay in.', [
      ['Keep the file', null, 'secondary outline'], ['Replace it', true, 'danger']]);
    return answer && write(true);
  }
  const field = refused.answer && fieldOf(refused.answer);
  if (field && $(field)?.form === $('form-3')) {
    return showAtField(field, refused.answer.error, refused.answer.fix);
  }
  showFailure(refused, $('form-3'), $('notice-3'));
  const mend = mendOfFailure(refused.answer);
  return mend && $('notice-3').querySelector('.notice > div').append(mend);
}
