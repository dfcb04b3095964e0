/** The forms at work: what is typed is kept, checked as soon as it stands there, and followed by all that shows it. */

import * as server from './server.js';
import {$} from './dom.js';
import {isTyped, keep} from './draft.js';
import {atField, wantsPassphrase} from './failure.js';
import {orgBody} from './org.js';
import {changed, state} from './state.js';
import {FIELDS, setError, setValue, valueOf, wrongIn} from './values.js';

/** What the server can say of one value of the org before the others are known. */
const OF_THE_ORG = ['consumerKey', 'username', 'loginUrl', 'sandbox', 'audience', 'expiresIn'];
/** What stands for itself, and how the server calls it. */
const ALONE = {org: 'org', unit: 'unit', commonName: 'commonName', email: 'email', city: 'city', state: 'state',
  country: 'country', outputDir: 'outputDir', configPath: 'configPath', profileName: 'profile'};

export function startForms() {
  watchPointer();
  for (const id of FIELDS) {
    $(id).addEventListener('input', () => {
      setError(id, null);
      keep(id, valueOf(id));
      state.force = {};
      changed();
    });
    $(id).addEventListener('change', () => checkTyped(id));
    $(id).addEventListener('paste', () => setTimeout(() => checkTyped(id)));
  }
  $('myDomain').addEventListener('input', () => {
    setError('myDomain', null);
    fill({loginUrl: $('myDomain').value.trim()});
  });
  $('myDomain').addEventListener('change', () => checkTyped('loginUrl'));
  $('myDomain').addEventListener('paste', () => setTimeout(() => checkTyped('loginUrl')));
  $('passphrase').addEventListener('input', () => {
    state.passphrase = $('passphrase').value;
    setError('passphrase', null);
  });
  $('form-2').addEventListener('submit', event => event.preventDefault());
}

/** Fills in fields as if they had been typed. */
export function fill(known) {
  for (const [id, value] of Object.entries(known)) {
    setValue(id, value);
    setError(id, null);
    keep(id, valueOf(id));
  }
  showMyDomain();
  changed();
}

/** Step 2 asks for the same address as step 3. */
export function showMyDomain() {
  if ($('myDomain') !== document.activeElement) {
    $('myDomain').value = $('loginUrl').value;
  }
}

let pressed = Promise.resolve();

/** A word that appears between press and release would move the button away under the pointer. */
export const released = () => pressed;

function watchPointer() {
  addEventListener('pointerdown', () => {
    pressed = new Promise(resolve => {
      ['click', 'pointercancel', 'dragend'].forEach(type => addEventListener(type, () => setTimeout(resolve),
        {once: true}));
      setTimeout(resolve, 1000);
    });
  }, {capture: true});
}

/** What is wrong with a value is said where it was pasted, in the words of the doctor. */
async function checkTyped(id) {
  if (id === 'loginUrl') {
    showMyDomain();
  }
  const value = valueOf(id);
  if (value === '' || !isTyped(id)) {
    return;
  }
  await released();
  const wrong = wrongIn(id);
  if (wrong) {
    setError(id, wrong);
  } else if (OF_THE_ORG.includes(id) || ALONE[id]) {
    await checkField(id);
  } else if (id === 'privateKeyFile' || id === 'certPath') {
    await checkFile(id);
  }
}

/** @return whether nothing is wrong with the value; a warning is said, and stands in nobody's way */
export async function checkField(id) {
  const asked = valueOf(id);
  const body = ALONE[id] ? {field: ALONE[id], value: asked} : {...orgBody(), field: id};
  const found = await server.post('/api/check', body).catch(() => null);
  await released();
  if (!found || valueOf(id) !== asked) {
    return true;
  }
  if (found.value) {
    fill({loginUrl: found.value});
    $('myDomain').value = found.value;
    ['loginUrl', 'myDomain'].forEach(field => setError(field, `Taken from the address that you gave: ${asked}`,
      'hint'));
    return true;
  }
  const fields = id === 'loginUrl' ? ['loginUrl', 'myDomain'] : [id];
  if (found.state === 'failed') {
    fields.forEach(field => setError(field, atField(id, found.text, found.fix)));
  } else if (found.state === 'warning') {
    fields.forEach(field => setError(field, atField(id, found.text, found.fix), 'warned'));
  }
  return found.state !== 'failed';
}

async function checkFile(id) {
  const certPath = valueOf('certPath');
  const body = {keyPath: valueOf('privateKeyFile'), passphrase: state.passphrase, ...(certPath && {certPath})};
  const asked = valueOf(id);
  const refused = await server.post('/api/validate-key', body).then(() => null, failure => failure);
  await released();
  if (valueOf(id) !== asked) {
    return;
  }
  const about = refused?.answer?.about?.setting;
  if (!refused || [0, 401, 404].includes(refused.status) || (about !== undefined && about !== id)) {
    return;
  }
  const {error, fix, code} = refused.answer;
  const encrypted = wantsPassphrase(code);
  if (encrypted) {
    $('passphrase-field').hidden = false;
  }
  setError(id, atField(id, error, fix), encrypted ? 'hint' : 'error');
}
