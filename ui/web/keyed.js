/** Calls that need the private key: where it is encrypted they ask for its passphrase, once for this tab. */

import * as server from './server.js';
import {askPassphrase} from './dialog.js';
import {$} from './dom.js';
import {wantsPassphrase} from './failure.js';
import {state} from './state.js';
import {sentence} from './words.js';

export async function postWithKey(path, body, options) {
  try {
    return await server.post(path, state.passphrase ? {...body, passphrase: state.passphrase} : body, options);
  } catch (refused) {
    if (!wantsPassphrase(refused.code) || !await typePassphrase(sentence(refused.answer.error))) {
      throw refused;
    }
    return postWithKey(path, body, options);
  }
}

/** @return false where none was given */
export async function typePassphrase(why) {
  const typed = await askPassphrase(`${why}.`);
  if (typed === null) {
    return false;
  }
  state.passphrase = typed;
  $('passphrase').value = typed;
  $('passphrase-field').hidden = false;
  return true;
}
