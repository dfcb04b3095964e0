/** What is on disk, as the server finds it. */

import * as server from './server.js';
import {$} from './dom.js';
import {changed, draft, setValue, valueOf} from './forms.js';
import {formOf} from './org.js';
import {state, tell} from './state.js';

/** What jwt.json says, and what lies at the key that it names, or at the one that was typed since. */
export async function readDisk() {
  const path = `/api/config?path=${encodeURIComponent(valueOf('configPath') || './jwt.json')}`;
  const typedKey = 'privateKeyFile' in draft && valueOf('privateKeyFile');
  const answer = typedKey && (await server.get(`${path}&key=${encodeURIComponent(typedKey)}`).catch(() => null));
  try {
    const {exists, config, problem, key, certificate, keyMatches} = answer || (await server.get(path));
    const found = certificate.exists && !certificate.problem ? certificate : null;
    state.disk = {
      known: true,
      config: exists && config ? config : undefined,
      problem,
      keyFound: key.exists,
      keyPath: key.path,
      keyProblem: key.problem,
      certificate: found,
      crtContent: found?.crtContent,
      matches: keyMatches
    };
  } catch (refused) {
    state.disk = {known: true, problem: refused.answer};
  }
  const {config} = state.disk;
  if (config) {
    Object.entries(formOf(config))
      .filter(([id]) => !(id in draft))
      .forEach(([id, value]) => setValue(id, value));
    $('myDomain').value = valueOf('loginUrl');
  }
  tell('disk');
  changed();
}
