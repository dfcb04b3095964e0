/** The fields of all steps: read, filled, and marked where something is wrong. */

import {$, announce, el} from './dom.js';
import {icon} from './icons.js';

export const FIELDS = [
  'org', 'unit', 'commonName', 'email', 'city', 'state', 'country', 'days', 'keySize', 'outputDir', 'reuseKey',
  'consumerKey', 'username', 'privateKeyFile', 'certPath', 'loginUrl', 'sandbox', 'configPath', 'profileName',
  'expiresIn', 'audience', 'alias', 'setDefault', 'repository'
];

export const valueOf = id => $(id).type === 'checkbox' ? $(id).checked : $(id).value.trim();

export function setValue(id, value) {
  if ($(id).type === 'checkbox') {
    $(id).checked = value === true;
  } else {
    $(id).value = value ?? '';
  }
}

export const values = () => Object.fromEntries(FIELDS.map(id => [id, valueOf(id)]));

export const labelOf = id => document.querySelector(`label[for="${id}"]`).textContent;

/** A word below a field, tied to it: what is wrong (which marks the field), or what one should know. */
export function setError(id, message, kind = 'error') {
  const field = $(id);
  const errorId = `${id}-error`;
  $(errorId)?.remove();
  const others = (field.getAttribute('aria-describedby') ?? '').split(' ').filter(other =>
    other && other !== errorId);
  field.toggleAttribute('aria-invalid', Boolean(message) && kind === 'error');
  if (message) {
    const place = field.closest('.with-button') ?? field;
    place.after(el('small', {id: errorId, className: kind}, icon(kind === 'error' ? 'error' : 'info'), message));
    others.unshift(errorId);
    if (kind === 'error') {
      field.setAttribute('aria-invalid', 'true');
      field.closest('details')?.setAttribute('open', '');
    }
  }
  if (others.length > 0) {
    field.setAttribute('aria-describedby', others.join(' '));
  } else {
    field.removeAttribute('aria-describedby');
  }
}

const isWhole = (text, least, most) => /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** What can be told without the server, which checks everything itself. */
export function wrongIn(id) {
  const value = valueOf(id);
  return $(id).required && value === '' ? `${labelOf(id)} is needed`
    : id === 'days' && !isWhole(value, 1, 3650) ? 'Give a whole number of days, 1 to 3650'
    : id === 'expiresIn' && !isWhole(value, 1, 300) ? 'Give a whole number of seconds, 1 to 300'
    : id === 'country' && !/^[A-Za-z]{2}$/.test(value) ? 'Give a country code of two letters, such as US or DE'
    : id === 'repository' && value !== '' && !/^[\w.-]+\/[\w.-]+$/.test(value) ? 'Give it as OWNER/REPO'
    : null;
}

/** Marks what is wrong, and takes the focus to the first; true where all is well. */
export function check(ids) {
  const wrong = ids.filter(id => {
    const message = wrongIn(id);
    setError(id, message);
    return message !== null;
  });
  if (wrong.length > 0) {
    $(wrong[0]).focus();
    announce(`${wrong.length === 1 ? 'One field needs' : `${wrong.length} fields need`} a look`);
  }
  return wrong.length === 0;
}
