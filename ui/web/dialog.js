/** The one dialog: a question before harm is done, and the passphrase of a key. */

import {button} from './controls.js';
import {$, el, show} from './dom.js';

/**
 * @param choices {@code [label, value, kind]}; a value that is a function is called for the answer
 * @return the answer; null when it was closed without one
 */
function open(title, text, fields, choices) {
  const dialog = $('dialog');
  $('dialog-title').textContent = title;
  $('dialog-text').textContent = text;
  show($('dialog-fields'), ...fields);
  return new Promise(resolve => {
    let answer = null;
    // the event comes a while after the call, and would close a question that was asked in between
    dialog.addEventListener('close', () => {
      show($('dialog-fields'));
      resolve(answer);
    }, {once: true});
    show($('dialog-buttons'), ...choices.map(([label, value, kind]) => button(label, () => {
      answer = typeof value === 'function' ? value() : value;
      dialog.close();
    }, {kind: kind ?? ''})));
    dialog.showModal();
  });
}

export const ask = (title, text, choices) => open(title, text, [], choices);

/** @return what was typed, or null */
export function askPassphrase(text) {
  // as the field of step 3: "off" keeps no browser from saving a password, and managers have attributes of their own
  const input = el('input', {type: 'password', id: 'asked-passphrase', autocomplete: 'one-time-code',
    'data-1p-ignore': '', 'data-bwignore': '', 'data-lpignore': 'true'});
  const field = el('div', {className: 'field'}, el('label', {htmlFor: input.id}, 'Passphrase'), input,
    el('small', {}, 'It stays in this tab\'s memory until you close or reload the tab. It is not saved.'));
  const answered = open('The key is encrypted', text, [field],
    [['Cancel', null, 'secondary outline'], ['Use this passphrase', () => input.value || null]]);
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      event.preventDefault();
      $('dialog-buttons').lastElementChild.click();
    }
  });
  input.focus();
  return answered;
}
