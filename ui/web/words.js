/** Messages of the server in the words of this page. */

import {labelOf} from './forms.js';
import {state} from './state.js';

/** Options of the command line that are fields here. */
const FIELD_OF_OPTION = {
  '--consumer-key': 'consumerKey',
  '--username': 'username',
  '--key-file': 'privateKeyFile',
  '--login-url': 'loginUrl',
  '--sandbox': 'sandbox',
  '--no-sandbox': 'sandbox',
  '--audience': 'audience',
  '--expires-in': 'expiresIn'
};

/** Not where a command is quoted: "sfjwt verify-key certs/server.key --cert certs/server.crt". */
const OPTION = new RegExp(`(?<!sfjwt [a-z-]+[^,;.]*)(${Object.keys(FIELD_OF_OPTION).join('|')})(?![a-z-])`, 'g');

/** A message of the server in the words of this page: fields for options, and paths as a person would type them. */
export function onPage(text) {
  const local = state.status.root ? (text ?? '').replaceAll(`${state.status.root}/`, './') : (text ?? '');
  return local.replace(OPTION, option => `\u201C${labelOf(FIELD_OF_OPTION[option])}\u201D`);
}

/** The same as a sentence begins. */
export function sentence(text) {
  const said = onPage(text);
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A path as a person would type it. */
export function shown(path) {
  const {root} = state.status;
  return root && path.startsWith(`${root}/`) ? `./${path.slice(root.length + 1)}` : path;
}
