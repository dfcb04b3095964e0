/** "Create it for me" in step 2: the plan, one consent, and each part as it happens. */

import * as server from './server.js';
import {busy, button, setText} from './controls.js';
import {ask} from './dialog.js';
import {readDisk} from './disk.js';
import {$, actions, code, el, facts, notice, paragraph, show, showResult, stepLink, tellOf} from './dom.js';
import {forget} from './draft.js';
import {atField} from './failure.js';
import {icon} from './icons.js';
import {state} from './state.js';
import {FIELDS, setError, valueOf} from './values.js';
import {sentence} from './words.js';

let started = false;

/** Asks whose sessions there are, and shows the form; once. */
export async function startCreate(place, done) {
  if (started) {
    return;
  }
  started = true;
  show(place, paragraph('Asking the Salesforce CLI for its orgs …'));
  const {orgs, problem} = await server.get('/api/orgs').catch(refused => ({orgs: [], problem: refused.answer}));
  if (orgs.length === 0) {
    started = false;
    show(place, problem ? notice('info', sentence(problem.error), paragraph(sentence(problem.fix)))
      : notice('info', 'The Salesforce CLI knows no org with a session here',
        paragraph('Log it in as an administrator: sf org login web. Then open this again.')));
    return;
  }
  const org = el('select', {id: 'create-org'}, ...orgs.map(({name, alias, username, instanceUrl, isDefault,
    connected}) => el('option', {value: name, selected: isDefault}, [alias, username, instanceUrl,
      !connected && 'its session has ended'].filter(Boolean).join(' · '))));
  const user = el('input', {id: 'create-user', className: 'mono', value: valueOf('username'), autocomplete: 'off',
    placeholder: 'ci@acme.example', 'aria-describedby': 'create-user-hint'});
  const name = el('input', {id: 'create-name', value: 'sfjwt', autocomplete: 'off'});
  const said = el('div', {className: 'answer'});
  const plan = button('Show the plan', () => stop ? stop.abort() : run(wishes(), false), {kind: 'secondary outline'});
  let stop = null;
  // what was agreed to is what is done, whatever stands in the form by then
  const wishes = () => ({org: org.value, user: user.value.trim(), name: name.value.trim(),
    privateKeyFile: valueOf('privateKeyFile'), configPath: valueOf('configPath'),
    ...(valueOf('profileName') && {profile: valueOf('profileName')})});
  const run = async (wanted, confirmed) => {
    stop = new AbortController();
    setText(plan, 'Stop');
    plan.focus(); // the button that was pressed goes, and what happens shows below this one
    try {
      await create({...wanted, ...(state.passphrase && {passphrase: state.passphrase})}, confirmed, said, {done,
        signal: stop.signal, again: (more, isAgreed) => run({...wanted, ...more}, isAgreed)});
    } finally {
      stop = null;
      setText(plan, 'Show the plan');
    }
  };
  show(place, paragraph('With an administrator\'s session of the Salesforce CLI, sfjwt makes the app, its permission '
    + 'set, the key if there is none, and jwt.json, and logs in. You see the plan first.'),
  field('Org of the administrator', org), el('div', {className: 'grid-2'},
    field('User who is to log in', user, 'A Salesforce username in that org'), field('Name of the app', name)),
  actions(plan), said);
}

const field = (label, input, hint) => el('div', {className: 'field'}, el('label', {htmlFor: input.id}, label), input,
  hint && el('small', {id: `${input.id}-hint`}, hint));

/** @param way {signal, again, done}: what ends it, how it goes on with more wishes, and what follows */
async function create(wishes, confirmed, place, way) {
  const list = el('ul', {className: 'findings'});
  const now = el('p', {className: 'checking', hidden: true});
  const parts = el('div', {role: 'status'}, list, now);
  let ended = false;
  Object.values(FIELD_OF).forEach(id => setError(id, null));
  show(place, confirmed && parts);
  const events = {
    began: ({text}) => {
      now.hidden = false;
      show(now, el('span', {}, text));
    },
    status: ({text}) => show(now, el('span', {}, text)),
    done: ({text}) => {
      now.hidden = true;
      list.append(el('li', {'data-state': 'ok'}, el('span', {className: 'verdict'}, icon('check'), 'Done'), text));
    },
    plan: found => {
      if (!found.confirmed) {
        ended = true;
        showPlan(found, place, way.again);
      }
    },
    summary: async summary => {
      ended = true;
      await showDone(summary, way.done);
    },
    failed: failure => {
      ended = true;
      if (failure.code === 'consumer_key_needed') {
        askForKey(failure, place, parts, way.again);
      } else {
        showFailed(failure, place, confirmed && parts, way.again);
      }
    }
  };
  try {
    await server.follow('/api/app', {...wishes, confirmed}, (data, name) => events[name]?.(data), way.signal);
    if (!ended) {
      showFailed(server.STOPPED, place, parts);
    }
  } catch (refused) {
    now.hidden = true;
    showFailed(way.signal.aborted ? LEFT : refused.answer, place, parts, way.again);
  }
}

const LEFT = {error: 'stopped', fix: 'what is done stays'};

/** Whether the person has gone nowhere since the button was pressed. */
const waits = () => document.activeElement.matches('body, #create-app button');

function showPlan({question, production, org, user, app, permissionSet, keyIsThere}, place, again) {
  const go = button(app.isThere ? 'Change it' : 'Create it', () => busy(go, () => again({}, true)), {kind: production
    ? 'danger' : ''});
  show(place, notice(production ? 'warning' : 'info', 'This is the plan', facts([
    ['Org', org.name], ['App', `${app.label}, ${app.isThere ? 'which is changed' : 'which is made'}`],
    ['Permission set', permissionSet], ['User', code(user)],
    ['Private key', keyIsThere ? 'the one that is there' : 'a new one is made']]),
  paragraph(sentence(question)), actions(go)));
  tellOf(place, waits());
}

/** What only a person can read in Setup; with it the work goes on from there. */
function askForKey({error, fix}, place, parts, again) {
  const key = el('input', {id: 'create-key', className: 'mono', autocomplete: 'off'});
  const go = button('Go on', () => busy(go, () => again({consumerKey: key.value.trim()}, true)), {kind: ''});
  show(place, parts, notice('info', sentence(error), paragraph(sentence(fix))), field('Consumer Key', key),
    actions(go));
  key.focus();
}

/** The fields that a failure can be about. */
const FIELD_OF = {bad_username: 'create-user', bad_app_name: 'create-name'};

/** What can be given to sfjwt although something else uses it. */
const ADOPTABLE = ['app_not_ours', 'app_in_use'];

function showFailed({code: reason, error, fix}, place, parts, again) {
  const wrong = FIELD_OF[reason];
  const adopt = ADOPTABLE.includes(reason) && button('Take this app over', () => adoptApp(error, again));
  show(place, parts, !wrong && notice('error', sentence(error), fix && paragraph(sentence(fix)),
    adopt && actions(adopt)));
  if (wrong) {
    setError(wrong, atField(wrong, error, fix));
    $(wrong).focus();
  } else {
    tellOf(place, waits());
  }
}

async function adoptApp(error, again) {
  if (await ask('Take this app over?', `${sentence(error)}. sfjwt gives it this folder's certificate, and its own `
    + 'scopes and policy; logins with the key that it has now stop working.', [
    ['Leave it alone', null, 'secondary outline'], ['Plan to take it over', true, 'danger']])) {
    await again({adopt: true}, false);
  }
}

/** What was made is on disk now, and counts more than what was typed before. */
async function showDone({app, changed, username}, done) {
  forget(FIELDS);
  await readDisk();
  done();
  showResult($('guide-2'), $('result-2'), notice('success',
    `The app ${app.label} is there, and ${username} has logged in`),
    changed.length > 0 && el('ul', {}, ...changed.map(one => el('li', {}, one))), actions(stepLink(4,
      'Next: get a token', '')));
}
