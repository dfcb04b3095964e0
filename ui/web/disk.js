/** What is on disk, as the server finds it: read at the start, after each change, and when the person comes back. */

import * as server from './server.js';
import {isTyped, readDraft} from './draft.js';
import {released, showMyDomain} from './forms.js';
import {formOf} from './org.js';
import {changed, ofFolder, state, store, stored, tell} from './state.js';
import {FIELDS, setValue, valueOf} from './values.js';

const AGAIN_MILLIS = 1000;
/** The fields that jwt.json has. */
const OF_FILE = [...Object.keys(formOf({})), 'profileName'];

/** The read that began last: only what it finds counts. */
let latest = null;
let began = 0;
let wanted;
/** Whether somebody waits for an answer, even for one that says nothing new. */
let awaited = false;
let said = null;

/** Other tabs, the command line, another program: files change while nobody looks. */
export function startDisk() {
  addEventListener('focus', comeBack);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && comeBack());
}

function comeBack() {
  if (state.connection === 'open' && Date.now() - began > AGAIN_MILLIS) {
    readAgain();
  }
}

/** The profile that this tab showed, which a reload shows again, with what was typed over it. */
const lastShown = () => stored('sessionStorage', ofFolder('profile'), undefined);

/**
 * Ends when all is shown.
 *
 * @param profile of the file; undefined for the one that is shown, or the first
 */
export function readDisk(profile = wanted ?? lastShown()) {
  wanted = profile;
  awaited = true;
  return readAgain();
}

/** Where nothing has changed, nothing is drawn again: it would take a button from under the pointer or the focus. */
export async function readAgain() {
  const mine = {};
  mine.done = readNow(mine);
  latest = mine;
  began = Date.now();
  await mine.done;
}

/** Where nobody listened: a read that has begun may miss what happened meanwhile, and is made once more. */
export function catchUp() {
  if (latest) {
    readAgain();
  }
}

async function readNow(mine) {
  const path = valueOf('configPath') || './jwt.json';
  const query = new URLSearchParams({path});
  if (wanted !== undefined) {
    query.set('profile', wanted);
  }
  const typedKey = isTyped('privateKeyFile') && valueOf('privateKeyFile');
  const found = typedKey && await read(query, typedKey).catch(() => null);
  const answer = found || await read(query).catch(refused => ({failure: refused.answer, status: refused.status}));
  await released();
  if (latest !== mine) {
    return latest.done;
  }
  const {orgs, profile} = answer;
  if (said === null && orgs?.length > 0 && !orgs.some(org => (org.profile ?? '') === profile)) {
    wanted = undefined; // the file has the last one no more
    store('sessionStorage', ofFolder('profile'), null);
    return readAgain();
  }
  // where the server did not look, or another program answers, nothing is found to be gone
  if (!answer.failure || answer.failure.code && ![0, 401].includes(answer.status)) {
    take(answer, path);
  }
}

function read(query, key) {
  const whole = new URLSearchParams(query);
  if (key) {
    whole.set('key', key);
  }
  return server.get(`/api/config?${whole}`);
}

function take({tasks = state.tasks, ...found}, path) {
  const {exists, version, config, problem, warnings, profile, orgs, org, key, certificate, keyMatches,
    failure} = found;
  if (failure) {
    state.disk = {known: true, problem: failure, profile: '', orgs: [], path};
  } else {
    const readable = certificate.exists && !certificate.problem ? certificate : null;
    state.disk = {known: true, version, config: exists && config ? config : undefined, problem, warnings, profile,
      orgs, org, path, keyFound: key.exists, keyPath: key.path, keyProblem: key.problem, certificate: readable,
      crtContent: readable?.crtContent, matches: keyMatches,
      isKeyGone: readable && !key.exists && !/^pkcs11:/.test(config?.privateKeyFile)};
    store('sessionStorage', ofFolder('profile'), config && profile);
  }
  if (JSON.stringify(tasks) !== JSON.stringify(state.tasks)) {
    state.tasks = tasks;
    tell('ticks');
    changed();
  }
  const filled = fillIn();
  const now = JSON.stringify([found, path]);
  if (awaited || filled || now !== said) {
    awaited = false;
    said = now;
    tell('disk');
    changed();
  }
}

/**
 * The file's values, under those that were typed over it.
 *
 * @return whether a field says something else than before
 */
function fillIn() {
  const {version, config, profile} = state.disk;
  const typed = readDraft(version ?? null, OF_FILE);
  const fromFile = config ? {...formOf(config), profileName: profile,
    privateKeyFile: config.privateKeyFile || './certs/server.key'} : {};
  const other = Object.entries({...fromFile, ...typed}).filter(([id, value]) =>
    FIELDS.includes(id) && valueOf(id) !== value && document.activeElement?.id !== id);
  other.forEach(([id, value]) => setValue(id, value));
  showMyDomain();
  return other.length > 0;
}
