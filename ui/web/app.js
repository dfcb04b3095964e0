/**
 * The dashboard begins here: a wizard of six steps over the server's API, each with the command that does the same.
 *
 * What it knows comes from what is on disk and from what just happened, never from a box that says so.
 */

import * as server from './server.js';
import {catchUp, readDisk, startDisk} from './disk.js';
import {$} from './dom.js';
import {startFlow} from './flow.js';
import {startForms} from './forms.js';
import {addIcons} from './icons.js';
import {recallLogin} from './logins.js';
import {onConnection, readStatus} from './machine.js';
import {hasMoved, startSteps, stepOf} from './navigation.js';
import {isUnsaved} from './org.js';
import {certificateStep, hidePath, startPath} from './path.js';
import {changed, state, tell} from './state.js';
import {onEvent, startCertificates} from './step-certificates.js';
import {startTerminal} from './terminal.js';
import {startTheme} from './theme.js';
import {watch} from './watch.js';
import {startWhere} from './where.js';

/** The steps behind the first. */
const LATER = {
  2: () => import('./step-app.js'),
  3: () => import('./step-config.js'),
  4: () => import('./step-token.js'),
  5: () => import('./step-ci.js'),
  6: () => import('./step-trouble.js')
};

/** What was typed belongs to a folder, so that comes first. */
async function readFolder() {
  await readStatus();
  recallLogin();
  await readDisk();
}

/** A newcomer starts with step 1; somebody who comes back goes on where something is left to do. */
function resume() {
  if (certificateStep()[0] !== 'done') {
    return;
  }
  const open = [2, 3, 4].find(step => document.querySelector(`[data-nav="${step}"]`).dataset.status !== 'done') ?? 4;
  const configured = state.disk.config && !isUnsaved();
  location.replace(`#step-${configured ? 4 : open}`);
}

function showClosed() {
  document.querySelectorAll('.step').forEach(section => {
    section.hidden = section.id !== 'closed';
  });
  hidePath();
  $('connection-text').textContent = 'Not connected';
  addEventListener('hashchange', () => server.takeNewToken() && location.reload());
}

async function start() {
  $('late').remove();
  document.querySelectorAll('code, .where-part').forEach(value => {
    value.translate = false;
  });
  addIcons();
  startTheme();
  if (!server.hasToken()) {
    showClosed();
    return;
  }
  const wantedStep = stepOf(location.hash);
  startForms();
  startTerminal();
  startWhere();
  startPath();
  startFlow();
  startCertificates();
  startDisk();
  startSteps(LATER);
  watch(onEvent, onConnection, catchUp);
  await readFolder();
  changed();
  tell('step');
  if (!wantedStep && !hasMoved()) {
    resume();
  }
}

start();
