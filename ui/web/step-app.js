/** Step 2: the External Client App, which a person makes in Setup, or the demo org by itself. */

import * as server from './server.js';
import {certificateActions} from './certificate.js';
import {busyButton, button, copyButton} from './controls.js';
import {$, actions, code, el, external, notice, paragraph, show, showForm, showResult, stepLink} from './dom.js';
import {showFailure} from './failure.js';
import {fill} from './forms.js';
import {goTo} from './navigation.js';
import {changed, ofFolder, on, state, store, stored} from './state.js';
import {valueOf} from './values.js';
import {shown} from './words.js';

/** The boxes that were ticked for this folder: they are about an org, which the server knows nothing of. */
let ticks = new Set();

const boxes = () => [...document.querySelectorAll('#phases input[type="checkbox"]')];

export function startApp() {
  $('app-done').addEventListener('click', () => {
    tickAll();
    goTo(3);
  });
  busyButton('demo-register', register);
  $('create').addEventListener('toggle', openCreate);
  on('made', forgetUpload);
  on('disk', showUpload);
  on('changed', showSetupLink);
  showSetupLink();
}

async function openCreate() {
  if ($('create').open && $('create-app').childElementCount === 0) {
    const {startCreate} = await import('./create-app.js');
    await startCreate($('create-app'), tickAll);
  }
}

function tickAll() {
  boxes().forEach(box => {
    box.checked = true;
  });
  keepTicks();
}

function keepTicks() {
  ticks = new Set(boxes().filter(box => box.checked).map(box => box.dataset.task));
  store(localStorage, ofFolder('ticks'), [...ticks]);
  showCounts();
  changed();
}

/** A new certificate has not been uploaded, whatever was ticked before. */
function forgetUpload() {
  boxes().filter(box => box.dataset.upload).forEach(box => {
    box.checked = false;
  });
  keepTicks();
  showForm($('guide-2'), $('result-2'));
}

/** Once the guide and the folder are known. */
export function showPhases() {
  ticks = new Set(stored(localStorage, ofFolder('ticks'), []));
  const step = state.guide.steps.find(({id}) => id === 'app');
  $('demo').hidden = !state.status.demo;
  $('form-2').hidden = Boolean(state.status.demo);
  show($('phases'), ...step.phases.map(phase));
  showCounts();
  showUpload();
}

function phase({letter, title, tasks}) {
  const id = `phase-${letter}`;
  return el('section', {className: 'card phase', 'aria-labelledby': id},
    el('h3', {id}, el('span', {className: 'letter'}, letter), el('span', {}, title),
      el('small', {className: 'count', 'data-phase': letter})),
    el('ol', {className: 'tasks'}, ...tasks.map((task, index) => taskItem(`${letter}${index + 1}`, task))));
}

function taskItem(id, {text, fields}) {
  const box = el('input', {type: 'checkbox', id: `task-${id}`, checked: ticks.has(id), 'data-task': id});
  if (fields.some(({label}) => label === 'Certificate')) {
    box.dataset.upload = 'true';
  }
  box.addEventListener('change', keepTicks);
  const key = fields.find(({label}) => label === 'Consumer Key');
  return el('li', {}, el('div', {className: 'task'}, box, el('label', {htmlFor: box.id}, text)),
    fields.length > 0 && !key && el('dl', {className: 'entry'}, ...fields.map(entry)),
    key && el('p', {className: 'entry-link'}, button('Paste it into step 3', () => goTo(3, 'consumerKey'))));
}

function entry({label, value}) {
  if (label === 'Certificate') {
    return el('div', {}, el('dt', {}, label), el('dd', {id: 'task-certificate'}));
  }
  const isOwn = value.startsWith('your ');
  return el('div', {}, el('dt', {}, label),
    el('dd', {}, isOwn ? value : code(value), !isOwn && copyButton(value, `${label}: ${value}`)));
}

function showUpload() {
  const {certificate, crtContent} = state.disk;
  if ($('task-certificate')) {
    show($('task-certificate'), code(certificate ? shown(certificate.path) : 'certs/server.crt'),
      crtContent ? certificateActions(certificate, crtContent)[0] : stepLink(1, 'Make it in step 1'));
  }
}

function showCounts() {
  state.ticked = [boxes().filter(box => box.checked).length, boxes().length];
  for (const count of document.querySelectorAll('[data-phase]')) {
    const own = boxes().filter(box => box.dataset.task.startsWith(count.dataset.phase));
    count.textContent = `${own.filter(box => box.checked).length} of ${own.length}`;
  }
}

/** Setup's page in the org itself; My Domain leads on to the org's Setup host. */
function showSetupLink() {
  const host = /^(?:https:\/\/)?([a-z0-9.-]+\.my\.salesforce\.(?:com|mil))\/?$/i.exec(valueOf('loginUrl'))?.[1];
  if ($('setup-link').dataset.host !== (host ?? '')) {
    $('setup-link').dataset.host = host ?? '';
    show($('setup-link'), host && external(`https://${host}/lightning/setup/ManageExternalClientApplication/home`,
      'Open External Client App Manager'));
  }
}

async function register() {
  try {
    const app = await server.post('/api/demo/register', {certPath: valueOf('certPath')});
    fill({consumerKey: app.consumerKey, username: app.username, loginUrl: app.loginUrl, sandbox: false,
      audience: ''});
    tickAll();
    showResult($('guide-2'), $('result-2'), notice('success', 'Registered in the demo org'),
      paragraph('Its Consumer Key, a username and the login URL are filled in in step 3.'),
      actions(stepLink(3, 'Next: save the configuration', ''),
        button('Show the guide', () => showForm($('guide-2'), $('result-2')))),
      el('details', {}, el('summary', {}, 'Users who are refused, to meet a refusal and its fix'),
        el('ul', {}, ...app.users.map(({username, note}) => el('li', {}, code(username), ` ${note}`)))));
  } catch (refused) {
    showFailure(refused, null, $('notice-2'));
  }
}
