/** Step 4: the login, and what Salesforce says to it. */

import {button, busy} from './controls.js';
import {readAgain} from './disk.js';
import {$, actions, el, notice, paragraph, show, showForm, showResult} from './dom.js';
import {askWhy, startExaminer} from './examine.js';
import {goButton, mendButton, mendOfFailure} from './failure.js';
import {ago, daysLeft, lasts} from './format.js';
import {readGuide} from './guide.js';
import {postWithKey} from './keyed.js';
import {currentStep, goTo} from './navigation.js';
import {forgetLogin, noteLogin, noteRefusal} from './logins.js';
import {identity, isUnsaved, orgBody, unfilled} from './org.js';
import {whenLoaded} from './server.js';
import {changed, on, state} from './state.js';
import {labelOf} from './values.js';
import {sentence} from './words.js';

/** The login under way, and whose it is; a late answer of one that was cancelled changes nothing. */
let running = null;
/** Whose token or refusal is shown. */
let shownOf = null;
/** Whether the store has the token that is shown. */
let isStored = false;

export function start() {
  startExaminer(4);
  $('request').addEventListener('click', () => running ? cancel('Cancelled.') : request({}));
  on('step', leaveRefusal);
  on('step', showRequest);
  on('disk', leaveForgotten);
  on('disk', showRequest);
  on('changed', leaveWhatIsOfAnother);
}

/** What will be sent, and what one should know before. */
async function showRequest() {
  if (currentStep() !== 4) {
    return;
  }
  $('request-actions').hidden = Boolean(unfilled());
  if (unfilled()) {
    show($('jwt'));
    show($('notice-4'), notice('info', 'Step 3 comes first',
      paragraph(`A token is asked for with the values of step 3: ${labelOf(unfilled())} is missing there.`),
      actions(goButton(3, unfilled()))));
    return;
  }
  const {certificate, org} = state.disk;
  const expired = certificate && daysLeft(certificate) < 0;
  show($('notice-4'),
    expired && notice('warning', `Your certificate ${lasts(certificate)}`,
      paragraph('Salesforce may refuse the login. '), actions(goButton(1))),
    org?.lastLogin && !state.token && notice('info',
      `A token of this user is stored, from a login ${ago(org.lastLogin)}`,
      actions(button('Use the stored token', () => request({stored: true})))));
  const problem = await whenLoaded(import('./jwt.js')).then(({showJwt}) => showJwt($('jwt')),
    ({answer}) => answer);
  if (problem) {
    $('notice-4').append(notice('warning', sentence(problem.error), paragraph(sentence(problem.fix)),
      mendOfFailure(problem)));
  }
}

/** A person who comes back from mending it wants to try again. */
function leaveRefusal() {
  if (currentStep() !== 4 && !running && shownOf && !state.token) {
    shownOf = null;
    showForm($('request-card'), $('token-result'));
  }
}

/** A token of another user or app than the form shows does not stand there as if it were this one's. */
function leaveWhatIsOfAnother() {
  if (running && running.of !== identity()) {
    cancel('Cancelled, because step 3 has changed.');
  }
  if (shownOf && shownOf !== identity()) {
    leaveToken();
  }
}

/** Neither does one that another tab or a terminal has revoked. */
function leaveForgotten() {
  if (isStored && state.token && shownOf === identity() && !isUnsaved() && !state.disk.org?.lastLogin) {
    forgetLogin();
    leaveToken();
    show($('ended-4'), notice('info', 'The token is no longer stored',
      paragraph('It was revoked in another tab or in a terminal, or it is more than a day old.')));
  }
}

function leaveToken() {
  shownOf = null;
  isStored = false;
  state.token = null;
  $('query-card').hidden = true;
  showForm($('request-card'), $('token-result'));
}

function cancel(said) {
  running.stop.abort();
  running = null;
  finish(`${said} Nothing of that login is used.`);
}

function finish(said) {
  state.loggingIn = false;
  $('request').textContent = 'Request access token';
  $('request').classList.remove('secondary', 'outline');
  $('token-wait').textContent = said;
  changed();
}

export async function request(choice) {
  if (unfilled()) {
    goTo(3, unfilled());
    return;
  }
  const of = identity();
  const mine = {of, stop: new AbortController()};
  running = mine;
  state.token = null;
  state.loggingIn = true;
  const isAgain = $('token-result').contains(document.activeElement);
  showForm($('request-card'), $('token-result'));
  if (isAgain) {
    $('request').focus();
  }
  show($('ended-4'));
  $('report-4').hidden = true;
  $('request').textContent = 'Cancel';
  $('request').classList.add('secondary', 'outline');
  $('token-wait').textContent = choice.stored ? 'Reading the stored token …' : 'Asking Salesforce …';
  changed();
  try {
    const answer = await postWithKey('/api/get-token', {...orgBody(), ...choice}, {signal: mine.stop.signal});
    const {showToken} = await whenLoaded(import('./session.js'));
    if (running === mine) {
      end(of, () => {
        state.token = answer.result;
        noteLogin(of);
        showToken(answer, () => request({}));
      });
      isStored = answer.result.tokenSource === 'store';
      await readAgain(); // the store knows of this login now
      isStored ||= Boolean(state.token && state.disk.org?.lastLogin);
    }
  } catch (refused) {
    await readGuide().catch(() => null); // it tells what stopped the login, and whether that passes
    if (running === mine) {
      end(of, () => {
        state.token = null;
        // a request that never reached Salesforce says nothing of the login
        if (refused.answer?.salesforceError) {
          noteRefusal(of, refused.answer.code);
        }
        showRefusal(refused);
      });
    }
  }
}

function end(of, showIt) {
  running = null;
  shownOf = of;
  showIt();
  finish('');
}

function showRefusal({answer, message}) {
  const {salesforceError, salesforceDescription, meaning, causes = [], fix, code, retryAfterSeconds} = answer ?? {};
  const known = state.refusals.find(({id}) => id === code);
  const title = salesforceError ? 'Salesforce refused the login' : sentence(answer?.error ?? message);
  const {certificate} = state.disk;
  // of an expired certificate Salesforce says that the signature is wrong, if it says anything of it
  const expired = salesforceError && certificate && daysLeft(certificate) < 0
    && [undefined, 'signature'].includes(known?.stage);
  const list = causes.length > 0 && el('ol', {className: 'causes'},
    expired && el('li', {}, el('b', {}, `The certificate ${lasts(certificate)}`),
      paragraph('Renew it with the same key, and upload the new one in step 2.'),
      goButton(1, null, 'secondary outline small')),
    ...causes.map(cause => el('li', {}, el('b', {}, sentence(cause.why)), paragraph(sentence(cause.fix)),
      mendButton(cause.at, 'secondary outline small'))));
  const again = button('Try again', () => busy($('request'), () => request({})), {kind: 'secondary outline'});
  // what fails on this machine says itself what it is
  const why = [4, 5].includes(answer?.exitCode) && el('div', {className: 'why'},
    button(salesforceError ? 'Why was it refused?' : 'Why did it fail?', askWhy, {kind: ''}),
    paragraph('Checks everything a login needs, tries once more, and says which of the causes it is.'));
  $('query-card').hidden = true;
  showResult($('request-card'), $('token-result'),
    notice('error', title, salesforceError && el('blockquote', {}, el('code', {}, salesforceError),
      salesforceDescription && ` ${salesforceDescription}`), meaning && paragraph(meaning),
    retryAfterSeconds && paragraph(`Salesforce asks to wait ${retryAfterSeconds} seconds.`)),
    why, list && el('h3', {}, 'What mends it, the most likely first'), list || (fix && paragraph(sentence(fix))),
    !list && mendOfFailure(answer),
    known?.passing === 'with_propagation' && notice('info', 'Changed something in Setup a moment ago?',
      paragraph('It can take ten minutes until it counts everywhere; then the same login works.')),
    actions(again, el('a', {href: '#step-6', role: 'button', className: 'secondary outline'}, 'All known errors')));
  $('search').value = salesforceDescription || salesforceError || ''; // step 6 looks it up
}
