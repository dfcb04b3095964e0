/** The login that step 3 describes: as the API takes it, and whether it is what is saved. */

import {valueOf, values} from './forms.js';
import {state, store} from './state.js';
import {shown} from './words.js';

export const orgBody = () => {
  const {consumerKey, username, privateKeyFile, sandbox, expiresIn, loginUrl, audience} = values();
  return {consumerKey, username, privateKeyFile, sandbox, expiresIn: Number(expiresIn), loginUrl, audience};
};

export const formOf = config => ({
  consumerKey: config.consumerKey ?? '',
  username: config.subject ?? '',
  privateKeyFile: config.privateKeyFile ?? '',
  sandbox: config.sandbox === true,
  expiresIn: String(config.expiresIn ?? 300),
  loginUrl: config.loginUrl ?? '',
  audience: config.audience ?? ''
});

const plain = path => shown(path).replace(/^\.\//, '');

/** Whether the form says something else than the jwt.json on disk, as far as that is known yet. */
export function isUnsaved() {
  const {known, config} = state.disk;
  return (
    known === true &&
    (!config ||
      Object.entries(formOf(config)).some(([id, value]) =>
        id === 'privateKeyFile' ? plain(valueOf(id)) !== plain(value) : valueOf(id) !== value
      ))
  );
}

/** The first field of step 3 without which nothing can be sent, if there is one. */
export const unfilled = () =>
  ['consumerKey', 'username'].find(field => !valueOf(field)) ??
  (/^[0-9]+$/.test(valueOf('expiresIn')) ? null : 'expiresIn');

/** How the last login ended, which the steps' states show. */
export function noteLogin(worked) {
  state.refused = !worked;
  state.login = worked ? {at: Date.now(), username: valueOf('username')} : null;
  store(sessionStorage, 'login', state.login);
}
