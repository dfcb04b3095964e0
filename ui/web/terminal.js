/** The drawer that shows how a terminal does the same as the step, and the command blocks in it. */

import * as commands from './commands.js';
import {button, copy, relabel} from './controls.js';
import {$, el, show} from './dom.js';
import {icon} from './icons.js';
import {currentStep} from './navigation.js';
import {isUnsaved} from './org.js';
import {on, state, store, stored, tell} from './state.js';
import {values} from './values.js';

/** The commands of each step, the one that does the same as its button first. */
const OF_STEP = {
  1: [['generate', 'Generate key and certificate']],
  2: [['steps', 'The whole guide']],
  3: [['setup', 'Save jwt.json'], ['verify', 'Check the key']],
  4: [['token', 'Get a token'], ['tokenVariable', 'In a script'], ['checkSetup', 'Check this set-up']],
  5: [],
  6: [['doctor', 'Find out why a login fails'], ['logout', 'Log the Salesforce CLI out']]
};
const WITHOUT_SHELLS = ['steps'];

let shell = stored('localStorage', 'shell', navigator.userAgent.includes('Windows') ? 'powershell' : 'sh');

export function startTerminal() {
  const bar = el('div', {className: 'drawer-bar'}, el('code', {id: 'drawer-line'}));
  const toggle = button('Same in a terminal', () => open(!isOpen()), {iconName: 'terminal', kind: 'drawer-toggle'});
  toggle.id = 'drawer-toggle';
  toggle.setAttribute('aria-controls', 'drawer-blocks');
  bar.prepend(toggle);
  const blocks = el('div', {id: 'drawer-blocks'}, ...Object.entries(OF_STEP).flatMap(([step, list]) =>
    list.map(([name, title]) => block(el('div', {className: 'cli', 'data-command': name, 'data-of': step}), name,
      title))));
  show($('drawer'), bar, blocks);
  on('changed', showCommands);
  on('step', showCommands);
  open(stored('localStorage', 'terminal', false));
}

const isOpen = () => $('drawer-toggle').getAttribute('aria-expanded') === 'true';

/** Open or shut is remembered, for every step. */
function open(now) {
  $('drawer-toggle').setAttribute('aria-expanded', String(now));
  $('drawer-blocks').hidden = !now;
  document.documentElement.classList.toggle('with-drawer', now);
  store('localStorage', 'terminal', now);
  showCommands();
}

/** A block of commands, with the choice of the shell and a button that copies. */
export function block(place, name, title) {
  const copyIt = button('Copy', () => copy(textOf(name), copyIt, 'Copy', `command: ${title}`), {iconName: 'copy',
    kind: 'small'});
  copyIt.dataset.part = 'copy';
  relabel(copyIt, 'Copy', `command: ${title}`);
  const shells = el('span', {className: 'segments', role: 'group', 'aria-label': 'Shell', 'data-part': 'shells'},
    ...[['sh', 'sh'], ['powershell', 'PowerShell']].map(([id, label]) => {
      const choice = el('button', {type: 'button', 'data-shell': id}, label);
      choice.addEventListener('click', () => {
        shell = id;
        store('localStorage', 'shell', shell);
        tell('shell');
        showCommands();
      });
      return choice;
    }));
  place.append(el('div', {className: 'cli-bar'}, el('span', {className: 'cli-title'}, icon('terminal'), el('span',
    {}, title)),
    el('span', {className: 'cli-tools'}, shells, copyIt)), el('pre', {tabIndex: -1}, el('code',
      {'data-part': 'text'})));
  return place;
}

function commandState(name) {
  return {values: values(), saved: state.disk.config, unsaved: isUnsaved(), force: state.force[name],
    wait: $('keep-trying').checked, tryAudience: $('try-audience').checked};
}

export const currentShell = () => shell;

const textOf = name => name === 'built' ? state.build?.code ?? '' : commands[name](shell, commandState(name));

export function showCommands() {
  const step = currentStep();
  for (const place of document.querySelectorAll('.cli:has(pre)')) {
    const name = place.dataset.command;
    place.hidden = place.dataset.of !== undefined && Number(place.dataset.of) !== step;
    place.querySelector('[data-part="text"]').textContent = textOf(name);
    place.querySelector('[data-part="shells"]').hidden = WITHOUT_SHELLS.includes(name) || name === 'built'
      && !state.build?.shells;
    for (const choice of place.querySelectorAll('[data-shell]')) {
      choice.setAttribute('aria-pressed', String(choice.dataset.shell === shell));
    }
  }
  const [first] = OF_STEP[step];
  $('drawer').hidden = !first;
  $('drawer-line').textContent = first && !isOpen() ? textOf(first[0]).replace(/ [\\`]\n\s*/g, ' ') : '';
}
