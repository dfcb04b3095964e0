/** The buttons that ask the doctor, in steps 4 and 6. */

import * as commands from './commands.js';
import {$, el} from './dom.js';
import {showFailure} from './failure.js';
import {noteLogin, noteRefusal} from './logins.js';
import {currentStep, goTo} from './navigation.js';
import {identity, isUnsaved, orgBody, unfilled} from './org.js';
import {whenLoaded} from './server.js';
import {changed, on} from './state.js';
import {valueOf, values} from './values.js';

const EXAMINERS = {
  4: {pressed: 'check-setup', host: 'report-4', idle: 'Check this set-up', body: () => ({offline: true})},
  6: {pressed: 'examine', host: 'report-6', idle: 'Examine the login',
    body: () => ({tryAudience: $('try-audience').checked, ...$('keep-trying').checked && {wait: '12m'}})}
};

/** @param step 4 or 6 */
export function startExaminer(step) {
  const examiner = EXAMINERS[step];
  $(examiner.pressed).addEventListener('click', () => examiner.running ? examiner.running.abort()
    : examine(examiner));
}

on('changed', showStale);

/** One button starts and stops, so that the focus has a place all the while. */
async function examine(examiner) {
  if (unfilled()) {
    goTo(3, unfilled());
    return;
  }
  const [pressed, host] = [$(examiner.pressed), $(examiner.host)];
  const stop = new AbortController();
  examiner.running = stop;
  pressed.textContent = 'Stop';
  try {
    const {report} = await whenLoaded(import('./report.js'));
    const {configPath} = values();
    const of = identity();
    examiner.examined = examinedFields();
    const body = {...orgBody(), certPath: commands.certOf(values()), ...(!isUnsaved() && {configPath}),
      ...examiner.body()};
    const summary = await report(host, body, {
      signal: stop.signal,
      keepTrying: examiner === EXAMINERS[6] && !$('keep-trying').checked ? keepTrying : undefined,
      mayFocus: () => [pressed, document.body, $(`title-${currentStep()}`)].includes(document.activeElement)
        && host.offsetParent !== null
    });
    host.prepend(el('p', {className: 'muted stale', hidden: true}, 'Step 3 has changed since this report was made.'));
    showStale();
    noteOutcome(summary, of);
    pressed.classList.add('secondary', 'outline'); // what the report says to do comes first from now on
  } catch (refused) {
    host.hidden = false;
    showFailure(refused, null, host);
  } finally {
    examiner.running = null;
    pressed.textContent = examiner.idle;
  }
}

function noteOutcome(summary, of) {
  if (summary?.diagnosis) {
    noteRefusal(of, summary.diagnosis.refusal);
  } else if (summary?.checks.some(({check, state: ended}) => check === 'login' && ended === 'ok')) {
    noteLogin(of);
  }
}

const examinedFields = () => JSON.stringify([orgBody(), valueOf('certPath')]);

/** A report is about what stood in step 3 when it was made. */
function showStale() {
  for (const {host, examined} of Object.values(EXAMINERS)) {
    const stale = $(host).querySelector('.stale');
    if (stale) {
      stale.hidden = examined === examinedFields();
    }
  }
}

function keepTrying() {
  $('keep-trying').checked = true;
  changed();
  $('examine').focus();
  examine(EXAMINERS[6]);
}

/** From a refusal in step 4: the whole report, in step 6. */
export async function askWhy() {
  // a report that is there before its step is seen may not take the focus
  if (await goTo(6) && !EXAMINERS[6].running) {
    examine(EXAMINERS[6]);
  }
}
