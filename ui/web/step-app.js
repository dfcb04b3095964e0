/** Step 2: the External Client App, which a person makes in Setup, or the demo org by itself. */

import * as server from './server.js';
import {showCertificate} from './certificate.js';
import {busy, copyButton} from './controls.js';
import {$, code, el, notice, paragraph, show, stepLink} from './dom.js';
import {showFailure} from './failure.js';
import {changed, fill, valueOf} from './forms.js';
import {icon} from './icons.js';
import {goTo} from './navigation.js';
import {on, state, store, stored} from './state.js';

/** The boxes that were ticked, remembered in this browser: they are about an org, which the server knows nothing of. */
let ticks = new Set(stored(localStorage, 'ticks', []));

const boxes = () => [...document.querySelectorAll('#phases input[type="checkbox"]')];
const ticked = () => [boxes().filter(box => box.checked).length, boxes().length];

export function startApp() {
  on('made', forgetUpload);
  on('disk', showSetupLink);
  on('changed', showSetupLink);
  showSetupLink();
  $('app-done').addEventListener('click', () => {
    tickAll();
    goTo(3);
  });
  $('demo-register').addEventListener('click', () => busy($('demo-register'), register));
}

function tickAll() {
  boxes().forEach(box => {
    box.checked = true;
  });
  keepTicks();
}

function keepTicks() {
  ticks = new Set(
    boxes()
      .filter(box => box.checked)
      .map(box => box.dataset.task)
  );
  store(localStorage, 'ticks', [...ticks]);
  showPhaseCounts();
  changed();
}

/** A new certificate has not been uploaded, whatever was ticked before. */
function forgetUpload() {
  boxes()
    .filter(box => box.dataset.upload)
    .forEach(box => {
      box.checked = false;
    });
  keepTicks();
}

export function showPhases() {
  const step = state.guide.steps.find(({id}) => id === 'app');
  $('demo').hidden = !state.status.demo;
  show($('phases'), $('demo'), ...step.phases.map(phase));
  showPhaseCounts();
  showCertificate();
}

function phase({letter, title, tasks}) {
  const id = `phase-${letter}`;
  return el(
    'section',
    {className: 'card phase', 'aria-labelledby': id},
    el(
      'h3',
      {id},
      el('span', {className: 'letter'}, letter),
      el('span', {}, title),
      el('small', {className: 'count', 'data-phase': letter})
    ),
    el('ol', {className: 'tasks'}, ...tasks.map((task, index) => taskItem(`${letter}${index + 1}`, task)))
  );
}

function taskItem(id, {text, fields}) {
  const box = el('input', {type: 'checkbox', id: `task-${id}`, checked: ticks.has(id), 'data-task': id});
  if (fields.some(({label}) => label === 'Certificate')) {
    box.dataset.upload = 'true';
  }
  box.addEventListener('change', keepTicks);
  const key = fields.find(({label}) => label === 'Consumer Key');
  return el(
    'li',
    {},
    el('div', {className: 'task'}, box, el('label', {htmlFor: box.id}, text)),
    fields.length > 0 && !key && el('dl', {className: 'entry'}, ...fields.map(entry)),
    key && el('p', {className: 'entry-link'}, stepLink(3, 'Paste it into step 3'))
  );
}

function entry({label, value}) {
  if (label === 'Certificate') {
    return el('div', {}, el('dt', {}, label), el('dd', {id: 'task-certificate'}));
  }
  const isOwn = value.startsWith('your ');
  return el(
    'div',
    {},
    el('dt', {}, label),
    el('dd', {}, isOwn ? value : code(value), !isOwn && copyButton(value, `${label}: ${value}`))
  );
}

function showPhaseCounts() {
  state.ticked = ticked();
  for (const count of document.querySelectorAll('[data-phase]')) {
    const own = boxes().filter(box => box.dataset.task.startsWith(count.dataset.phase));
    count.textContent = `${own.filter(box => box.checked).length} of ${own.length}`;
  }
}

/** Setup's page in the org itself; My Domain leads on to the org's Setup host. */
function showSetupLink() {
  const typed = valueOf('loginUrl');
  const host = /^(?:https:\/\/)?([a-z0-9.-]+\.my\.salesforce\.(?:com|mil))\/?$/i.exec(typed)?.[1];
  show(
    $('setup-link'),
    host
      ? el(
          'a',
          {
            href: `https://${host}/lightning/setup/ManageExternalClientApplication/home`,
            target: '_blank',
            rel: 'noreferrer noopener'
          },
          'Open External Client App Manager',
          icon('external'),
          el('span', {className: 'sr'}, ' (in a new tab)')
        )
      : el(
          'span',
          {className: 'muted'},
          'With it, a link straight to the External Client App Manager of your org appears here.'
        )
  );
}

async function register() {
  try {
    const app = await server.post('/api/demo/register', {certPath: valueOf('certPath')});
    fill({
      consumerKey: app.consumerKey,
      username: app.username,
      loginUrl: app.loginUrl,
      sandbox: false,
      audience: ''
    });
    tickAll();
    show(
      $('notice-2'),
      notice(
        'success',
        'Registered in the demo org',
        paragraph(
          'Its Consumer Key, a username and the login URL are filled in in step 3. ' +
            'To meet a refusal and its fix, log in as one of the others:'
        ),
        el('ul', {}, ...app.users.map(({username, note}) => el('li', {}, code(username), ` ${note}`))),
        el('div', {className: 'actions'}, stepLink(3, 'Next: save the configuration'))
      )
    );
    $('notice-2').querySelector('.title').focus();
  } catch (refused) {
    showFailure(refused, null, $('notice-2'));
  }
}
