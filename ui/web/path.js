/** The list of steps: how far each is, beside its name. */

import {$, show} from './dom.js';
import {icon} from './icons.js';
import {identity, isUnsaved} from './org.js';
import {appState, certificateState, configState, loginState} from './progress.js';
import {on, state} from './state.js';
import {countTicks} from './ticks.js';

const SYMBOLS = {done: () => icon('check'), warn: () => '!', error: () => '!'};

export function startPath() {
  on('changed', showStates);
}

/** The last login counts for the form that it was made with. */
export function ofThisLogin() {
  const of = identity();
  return {login: state.login?.of === of ? state.login : null, refused: state.refused?.of === of ? state.refused
    : null};
}

export const certificateStep = () => certificateState(state.disk);

function showStates() {
  if (!state.disk.known) {
    return;
  }
  const last = ofThisLogin();
  setState(1, ...certificateStep());
  setState(2, ...appState({...last, ticked: countTicks()}));
  setState(3, ...configState(state.disk, isUnsaved()));
  setState(4, ...loginState(last));
}

function setState(step, status, text) {
  const link = document.querySelector(`[data-nav="${step}"]`);
  const words = document.querySelector(`[data-state="${step}"]`);
  if (link.dataset.status === status && words.textContent === text) {
    return;
  }
  link.dataset.status = status;
  show(link.querySelector('.dot'), SYMBOLS[status]?.() ?? String(step));
  words.textContent = text;
}

export function hidePath() {
  document.querySelector('.path').hidden = true;
  $('flow').hidden = true;
  $('drawer').hidden = true;
}
