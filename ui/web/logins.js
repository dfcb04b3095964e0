/** How the last login ended, which the steps' states and the picture show. */

import {changed, ofFolder, state, store, stored} from './state.js';

/** @param of says which login it was, see {@code identity} */
export function noteLogin(of) {
  state.refused = null;
  state.login = {at: Date.now(), of};
  keep();
}

export function noteRefusal(of, code) {
  state.login = null;
  state.refused = {of, code};
  keep();
}

/** After its token was revoked. */
export function forgetLogin() {
  state.login = null;
  keep();
}

/** Survives a reload of this tab. */
export function recallLogin() {
  state.login = stored('sessionStorage', ofFolder('login'), null);
}

function keep() {
  store('sessionStorage', ofFolder('login'), state.login);
  changed();
}
