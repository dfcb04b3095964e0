/**
 * The dashboard begins here: a wizard of six steps over the server's API, each with the command that does the same.
 *
 * What it knows comes from what is on disk and from what just happened, never from a box that says so.
 */

import * as server from './server.js';
import {startCertificate} from './certificate.js';
import {useProgram} from './commands.js';
import {readDisk} from './disk.js';
import {$} from './dom.js';
import {startDoctor} from './examine.js';
import {changed, startForms} from './forms.js';
import {addIcons} from './icons.js';
import {onConnection, readStatus} from './machine.js';
import {startSteps, stepOf} from './navigation.js';
import {isUnsaved} from './org.js';
import {certificateState, startStates} from './progress.js';
import {state, stored, tell} from './state.js';
import {showPhases, startApp} from './step-app.js';
import {onEvent, startGenerate} from './step-certificates.js';
import {startBuilder} from './step-ci.js';
import {startConfig} from './step-config.js';
import {startToken} from './step-token.js';
import {showReferences, showRefusals, startTroubleshooting} from './step-trouble.js';
import {startCommands} from './terminal.js';
import {startTheme} from './theme.js';
import {watch} from './watch.js';

/** @param status what is awaited so that step 2 appears at once and whole */
async function readGuide(status) {
  const [guide, {errors}] = await Promise.all([server.get('/api/guide'), server.get('/api/errors'), status]);
  state.guide = guide;
  state.refusals = errors;
  useProgram(guide.steps[0].commands[0].split(' generate-certs')[0]);
  showPhases();
  showRefusals();
  showReferences(guide.references);
}

/** A newcomer starts with step 1; who comes back goes on where something is left to do. */
function resume(wantedStep) {
  if (wantedStep || certificateState()[0] !== 'done') {
    return;
  }
  const open = [2, 3, 4].find(step => document.querySelector(`[data-nav="${step}"]`).dataset.status !== 'done') ?? 5;
  const configured = state.disk.config && !isUnsaved();
  location.replace(`#step-${configured ? Math.max(open, 4) : open}`);
}

function showClosed() {
  document.querySelectorAll('.step').forEach(section => {
    section.hidden = section.id !== 'closed';
  });
  document.querySelector('.path').hidden = true;
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
  state.login = stored(sessionStorage, 'login', null);
  const wantedStep = stepOf(location.hash);
  startForms();
  startBuilder();
  startCommands();
  startStates();
  startCertificate();
  startGenerate();
  startApp();
  startConfig();
  startToken();
  startDoctor();
  startTroubleshooting();
  startSteps();
  watch(onEvent, onConnection);
  const status = readStatus();
  await Promise.allSettled([readGuide(status), readDisk()]);
  changed();
  tell('step');
  resume(wantedStep);
}

start();
