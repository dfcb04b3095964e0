/**
 * The dashboard begins here: a wizard of six steps over the server's API, each with the command that does the same.
 *
 * What it knows comes from what is on disk and from what just happened, never from a box that says so.
 */

import * as server from './server.js';
import {useProgram} from './commands.js';
import {readDisk, startDisk} from './disk.js';
import {$} from './dom.js';
import {startDoctor} from './examine.js';
import {startFlow} from './flow.js';
import {startForms} from './forms.js';
import {addIcons} from './icons.js';
import {recallLogin} from './logins.js';
import {onConnection, readStatus} from './machine.js';
import {currentStep, hasMoved, startSteps, stepOf} from './navigation.js';
import {isUnsaved} from './org.js';
import {certificateStep, hidePath, startPath} from './path.js';
import {changed, on, state, tell} from './state.js';
import {showPhases, startApp} from './step-app.js';
import {onEvent, startCertificates} from './step-certificates.js';
import {startConfig} from './step-config.js';
import {startToken} from './step-token.js';
import {showReferences, showRefusals, startTroubleshooting} from './step-trouble.js';
import {startTerminal} from './terminal.js';
import {startTheme} from './theme.js';
import {watch} from './watch.js';
import {startWhere} from './where.js';

/** @param status what is awaited so that step 2 appears at once and whole */
async function readGuide(status) {
  const [guide] = await Promise.all([server.get('/api/guide'), status]);
  state.guide = guide;
  state.refusals = guide.troubleshooting;
  useProgram(guide.steps[0].commands[0].split(' generate-certs')[0]);
  showPhases();
  showRefusals();
  showReferences(guide.references);
}

/** What was typed and ticked belongs to a folder, so that comes first. */
async function readFolder(status) {
  await status;
  recallLogin();
  await readDisk();
}

/** What a later step needs is fetched when somebody goes there. */
function startLater() {
  let started = false;
  on('step', async () => {
    if (currentStep() === 5 && !started) {
      started = true;
      const {startCi} = await import('./step-ci.js');
      startCi();
    }
  });
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
  startApp();
  startConfig();
  startToken();
  startDoctor();
  startTroubleshooting();
  startLater();
  startDisk();
  startSteps();
  watch(onEvent, onConnection);
  const status = readStatus();
  await Promise.allSettled([readGuide(status), readFolder(status)]);
  changed();
  tell('step');
  if (!wantedStep && !hasMoved()) {
    resume();
  }
}

start();
