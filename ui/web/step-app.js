/** Step 2: the External Client App, which a person makes in Setup, or the demo org by itself. */

import * as server from './server.js';
import {certificateActions} from './certificate.js';
import {busyButton, button, copyButton} from './controls.js';
import {$, actions, code, el, external, notice, paragraph, show, showForm, showResult, stepLink} from './dom.js';
import {showFailure} from './failure.js';
import {fill} from './forms.js';
import {readGuide} from './guide.js';
import {statusKnown} from './machine.js';
import {currentStep, goTo} from './navigation.js';
import {on, state} from './state.js';
import {isTicked, ofCertificate, tick} from './ticks.js';
import {valueOf} from './values.js';
import {onPage, sentence} from './words.js';

const boxes = () => [...document.querySelectorAll('#phases input[type="checkbox"]')];

export function start() {
  $('app-done').addEventListener('click', () => {
    tickAll();
    goTo(3);
  });
  busyButton('demo-register', register);
  $('create').addEventListener('toggle', openCreate);
  on('made', () => showForm($('guide-2'), $('result-2')));
  on('disk', showTicks);
  on('ticks', showTicks);
  on('disk', showUpload);
  on('changed', showSetupLink);
  on('step', () => currentStep() === 2 && $('whole-2').hidden && showGuide());
  showSetupLink();
}

/** All at once, so that nothing moves; asked for again by whoever comes back, where it did not come. */
async function showGuide() {
  try {
    const [{steps}] = await Promise.all([readGuide(), statusKnown]);
    if (!$('whole-2').hidden) {
      return; // shown meanwhile: the step was told twice
    }
    const isDemo = Boolean(state.status.demo);
    $('demo').hidden = !isDemo;
    $('form-2').hidden = isDemo;
    $('app-done').classList.toggle('secondary', isDemo);
    $('app-done').classList.toggle('outline', isDemo);
    show($('phases'), ...steps.find(({id}) => id === 'app').phases.map(phase));
    showTicks();
    showUpload();
    $('waiting-2').hidden = true;
    $('whole-2').hidden = false;
  } catch (refused) {
    showFailure(refused, null, $('waiting-2'));
  }
}

async function openCreate() {
  if ($('create').open) {
    await server.whenLoaded(import('./create-app.js')).then(({startCreate}) => startCreate($('create-app'), tickAll),
      refused => showFailure(refused, null, $('create-app')));
  }
}

const taskOf = ({dataset: {task, upload}}) => upload ? ofCertificate(task) : task;

function keep(some, ticked) {
  tick(some.map(taskOf), ticked);
  showTicks();
}

const tickAll = () => keep(boxes(), true);

/** As they are kept, and counted. */
function showTicks() {
  const all = boxes();
  all.forEach(box => {
    box.checked = isTicked(taskOf(box));
  });
  for (const count of document.querySelectorAll('[data-phase]')) {
    const own = all.filter(box => box.dataset.task.startsWith(count.dataset.phase));
    count.textContent = `${own.filter(box => box.checked).length} of ${own.length}`;
  }
}

function phase({letter, title, tasks}) {
  const id = `phase-${letter}`;
  return el('section', {className: 'card phase', 'aria-labelledby': id},
    el('h3', {id}, el('span', {className: 'letter'}, letter), el('span', {}, title),
      el('small', {className: 'count', 'data-phase': letter})),
    el('ol', {className: 'tasks'}, ...tasks.map((task, index) => taskItem(`${letter}${index + 1}`, task))));
}

function taskItem(id, {text, fields}) {
  const box = el('input', {type: 'checkbox', id: `task-${id}`, 'data-task': id});
  if (fields.some(({use}) => use === 'certificate')) {
    box.dataset.upload = 'true';
  }
  box.addEventListener('change', () => keep([box], box.checked));
  const key = fields.some(({use}) => use === 'consumer_key');
  return el('li', {}, el('div', {className: 'task'}, box, el('label', {htmlFor: box.id}, text)),
    fields.length > 0 && !key && el('dl', {className: 'entry'}, ...fields.map(entry)),
    key && el('p', {className: 'entry-link'}, button('Paste it into step 3', () => goTo(3, 'consumerKey'))));
}

function entry({label, value, use}) {
  if (use === 'certificate') {
    return el('div', {}, el('dt', {}, label), el('dd', {id: 'task-certificate'}));
  }
  return el('div', {}, el('dt', {}, label), use === 'own' ? el('dd', {}, value)
    : el('dd', {}, code(value), copyButton(value, `${label}: ${value}`)));
}

function showUpload() {
  const {certificate, crtContent} = state.disk;
  if ($('task-certificate')) {
    show($('task-certificate'), code(certificate ? onPage(certificate.path) : 'certs/server.crt'),
      crtContent ? certificateActions(certificate, crtContent)[0]
        : stepLink(1, 'Make it in step 1', 'secondary outline small'));
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
        button('Show the guide', () => {
          showForm($('guide-2'), $('result-2'));
          $('title-2').focus();
        })),
      el('details', {}, el('summary', {}, 'Users who are refused, to meet a refusal and its fix'),
        el('ul', {}, ...app.users.map(({username, note}) => el('li', {}, code(username), ` ${note}`)))));
  } catch (refused) {
    showFailure(refused, null, $('notice-2'));
  }
}
