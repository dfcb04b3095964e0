/** How far each step is, shown beside its name. */

import {show} from './dom.js';
import {date, daysLeft, time} from './format.js';
import {icon} from './icons.js';
import {isUnsaved} from './org.js';
import {on, state} from './state.js';

function setState(step, status, text) {
  const link = document.querySelector(`[data-nav="${step}"]`);
  link.dataset.status = status;
  show(link.querySelector('.dot'), {done: icon('check'), warn: '!', error: '!'}[status] ?? String(step));
  document.querySelector(`[data-state="${step}"]`).textContent = text;
}

export function startStates() {
  on('changed', showStates);
}

function showStates() {
  if (!state.disk.known) {
    return;
  }
  setState(1, ...certificateState());
  const [done, all] = state.ticked;
  const appWorks = state.login !== null || (done === all && all > 0);
  setState(
    2,
    appWorks ? 'done' : 'todo',
    state.login ? 'A login has worked' : all ? `${done} of ${all} done` : 'In Setup'
  );
  setState(3, ...configState());
  setState(4, ...loginState());
}

const SOON_DAYS = 30;

export function certificateState() {
  const {certificate, keyFound, matches} = state.disk;
  if (!certificate) {
    return keyFound ? ['warn', 'Key without certificate'] : ['todo', 'Not made yet'];
  }
  const left = daysLeft(certificate);
  if (matches === false) {
    return ['error', 'Key and certificate differ'];
  }
  if (left < 0) {
    return ['error', `Expired ${date(certificate.notAfter)}`];
  }
  return [left < SOON_DAYS ? 'warn' : 'done', `Valid until ${date(certificate.notAfter)}`];
}

function configState() {
  const {config, problem} = state.disk;
  if (problem) {
    return ['error', 'jwt.json needs a look'];
  }
  if (!config) {
    return ['todo', 'Not saved yet'];
  }
  return isUnsaved() ? ['warn', 'Not saved yet'] : ['done', 'Saved'];
}

function loginState() {
  if (state.refused) {
    return ['error', 'Last login was refused'];
  }
  return state.login ? ['done', `Logged in at ${time(state.login.at)}`] : ['todo', 'No token yet'];
}
