/** The forms at work: what is typed is kept, checked as soon as it stands there, and followed by all that shows it. */

import * as server from './server.js';
import {$} from './dom.js';
import {isTyped, keep} from './draft.js';
import {orgBody} from './org.js';
import {changed, state} from './state.js';
import {FIELDS, labelOf, setError, setValue, valueOf, wrongIn} from './values.js';
import {sentence} from './words.js';

/** What the server can say of one value before the others are known. */
const CHECKED = ['consumerKey', 'username', 'loginUrl', 'sandbox', 'audience', 'expiresIn'];

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
  await pressed;
  const wrong = wrongIn(id);
  if (wrong && !CHECKED.includes(id)) {
    setError(id, wrong);
  } else if (CHECKED.includes(id)) {
    await checkField(id);
  } else if (id === 'privateKeyFile' || id === 'certPath') {
    await checkFile(id);
  }
}

/** @return whether nothing is wrong with the value; a warning is said, and stands in nobody's way */
export async function checkField(id) {
  const asked = valueOf(id);
  const body = orgBody();
  const found = await server.post('/api/check', {...body, field: id}).catch(() => null);
  await pressed;
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
    fields.forEach(field => setError(field, inField(found, id)));
  } else if (found.state === 'warning') {
    fields.forEach(field => setError(field, inField(found, id), 'warned'));
  }
  return found.state !== 'failed';
}

const inField = ({text, fix}, id) => {
  const said = text.replace(`\u201C${labelOf(id)}\u201D `, '');
  return [said, fix].filter(Boolean).map(part => sentence(part).replace(/\.?$/, '.')).join(' ');
};

async function checkFile(id) {
  const certPath = valueOf('certPath');
  const body = {keyPath: valueOf('privateKeyFile'), passphrase: state.passphrase, ...(certPath && {certPath})};
  const refused = await server.post('/api/validate-key', body).then(() => null, failure => failure);
  const about = refused?.answer?.about?.setting;
  if (refused && refused.status !== 404 && (about === undefined || about === id)) {
    setError(id, inField({text: refused.answer.error, fix: refused.answer.fix}, id));
  }
}
