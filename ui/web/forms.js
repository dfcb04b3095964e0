/** The fields of all steps: read, filled, kept, checked, and marked where something is wrong. */

import {$, announce, el} from './dom.js';
import {icon} from './icons.js';
import {state, store, stored, tell} from './state.js';

export const FIELDS = [
  'org',
  'unit',
  'commonName',
  'email',
  'city',
  'state',
  'country',
  'days',
  'keySize',
  'outputDir',
  'reuseKey',
  'consumerKey',
  'username',
  'privateKeyFile',
  'certPath',
  'loginUrl',
  'sandbox',
  'configPath',
  'expiresIn',
  'audience',
  'alias',
  'setDefault'
];

export const valueOf = id => ($(id).type === 'checkbox' ? $(id).checked : $(id).value.trim());

export function setValue(id, value) {
  if ($(id).type === 'checkbox') {
    $(id).checked = value === true;
  } else {
    $(id).value = value ?? '';
  }
}

export const values = () => Object.fromEntries(FIELDS.map(id => [id, valueOf(id)]));

/** What was typed survives a reload of this tab; it ends with the tab. */
export const draft = stored(sessionStorage, 'draft', {});

function keepDraft(id) {
  draft[id] = valueOf(id);
  store(sessionStorage, 'draft', draft);
}

export function startForms() {
  Object.entries(draft)
    .filter(([id]) => FIELDS.includes(id))
    .forEach(([id, value]) => setValue(id, value));
  $('myDomain').value = $('loginUrl').value;
  for (const id of FIELDS) {
    $(id).addEventListener('input', () => {
      setError(id, null);
      keepDraft(id);
      state.force = {};
      changed();
    });
  }
  $('myDomain').addEventListener('input', () => {
    fill({loginUrl: $('myDomain').value});
  });
  $('loginUrl').addEventListener('input', () => {
    $('myDomain').value = $('loginUrl').value;
  });
  $('form-2').addEventListener('submit', event => event.preventDefault());
}

/** Fills in fields as if they had been typed. */
export function fill(known) {
  for (const [id, value] of Object.entries(known)) {
    setValue(id, value);
    setError(id, null);
    keepDraft(id);
  }
  if ('loginUrl' in known) {
    if ($('myDomain') !== document.activeElement) {
      $('myDomain').value = known.loginUrl;
    }
  }
  changed();
}

/** After any change of a value: what is shown of it elsewhere follows. */
export const changed = () => tell('changed');

export function setError(id, message) {
  const field = $(id);
  const errorId = `${id}-error`;
  $(errorId)?.remove();
  const others = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(other => other && other !== errorId);
  if (message) {
    field.setAttribute('aria-invalid', 'true');
    (field.closest('.with-button') ?? field).after(
      el('small', {id: errorId, className: 'error'}, icon('error'), message)
    );
    others.unshift(errorId);
  } else {
    field.removeAttribute('aria-invalid');
  }
  if (others.length > 0) {
    field.setAttribute('aria-describedby', others.join(' '));
  } else {
    field.removeAttribute('aria-describedby');
  }
}

export const labelOf = id => document.querySelector(`label[for="${id}"]`).textContent;
const isWhole = (text, least, most) => /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What can be told without the server; it checks everything itself. */
export function check(ids) {
  const wrong = ids.filter(id => {
    const value = valueOf(id);
    const message =
      $(id).required && value === ''
        ? `${labelOf(id)} is needed`
        : id === 'days' && !isWhole(value, 1, 3650)
          ? 'Give a whole number of days, 1 to 3650'
          : id === 'expiresIn' && !isWhole(value, 1, 300)
            ? 'Give a whole number of seconds, 1 to 300'
            : id === 'country' && !/^[A-Za-z]{2}$/.test(value)
              ? 'Give a country code of two letters, such as US or DE'
              : id === 'username' && !/^[^@\s]+@[^@\s]+$/.test(value)
                ? 'A Salesforce username has the form of an e-mail address'
                : null;
    setError(id, message);
    return message !== null;
  });
  if (wrong.length > 0) {
    $(wrong[0]).focus();
    announce(`${wrong.length === 1 ? 'One field needs' : `${wrong.length} fields need`} a look`);
  }
  return wrong.length === 0;
}
