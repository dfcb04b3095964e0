/** What is on disk, as the server finds it: read at the start, after each change, and when the person comes back. */

import * as server from './server.js';
import {isTyped, readDraft} from './draft.js';
import {showMyDomain} from './forms.js';
import {formOf} from './org.js';
import {changed, state, tell} from './state.js';
import {FIELDS, setValue, valueOf} from './values.js';

const AGAIN_MILLIS = 1000;

let reading = 0;
let lastRead = 0;

/** Other tabs, the command line, another program: files change while nobody looks. */
export function startDisk() {
  addEventListener('focus', readAgain);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && readAgain());
}

function readAgain() {
  if (state.connection === 'open' && Date.now() - lastRead > AGAIN_MILLIS) {
    readDisk();
  }
}

/** @param profile of the file; undefined for the one that is shown, or the first */
export async function readDisk(profile = state.disk.wanted) {
  const mine = ++reading;
  lastRead = Date.now();
  const query = new URLSearchParams({path: valueOf('configPath') || './jwt.json'});
  if (profile !== undefined) {
    query.set('profile', profile);
  }
  const typedKey = isTyped('privateKeyFile') && valueOf('privateKeyFile');
  const found = typedKey && await read(query, typedKey).catch(() => null);
  const answer = found || await read(query).catch(refused => ({failure: refused.answer}));
  if (mine === reading) {
    take(answer, profile);
  }
}

function read(query, key) {
  const whole = new URLSearchParams(query);
  if (key) {
    whole.set('key', key);
  }
  return server.get(`/api/config?${whole}`);
}

function take(answer, wanted) {
  const {exists, version, config, problem, profile, orgs, org, key, certificate, keyMatches, failure} = answer;
  if (failure) {
    state.disk = {known: true, problem: failure, profile: '', orgs: [], wanted};
  } else {
    const found = certificate.exists && !certificate.problem ? certificate : null;
    state.disk = {known: true, version, config: exists && config ? config : undefined, problem, profile, orgs, org,
      wanted, keyFound: key.exists, keyPath: key.path, keyProblem: key.problem, certificate: found,
      crtContent: found?.crtContent, matches: keyMatches};
  }
  fillIn();
  tell('disk');
  changed();
}

/** The file's values, under those that were typed over it. */
function fillIn() {
  const {version, config, profile} = state.disk;
  const typed = readDraft(version ?? null);
  const fromFile = config ? {...formOf(config), profileName: profile} : {};
  for (const [id, value] of Object.entries({...fromFile, ...typed})) {
    if (FIELDS.includes(id) && valueOf(id) !== value && document.activeElement?.id !== id) {
      setValue(id, value);
    }
  }
  showMyDomain();
}
