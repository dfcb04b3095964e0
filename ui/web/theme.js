/** Light, dark, or as the system has it. */

import {$} from './dom.js';
import {store, stored} from './state.js';

function applyTheme(theme) {
  if (theme === 'auto') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  $('theme').value = theme;
}

export function startTheme() {
  applyTheme(stored('localStorage', 'theme', 'auto'));
  $('theme').addEventListener('change', () => {
    store('localStorage', 'theme', $('theme').value);
    applyTheme($('theme').value);
  });
}
