/** The blocks that show the command line's equivalent of each step. */

import * as commands from './commands.js';
import {copy, relabel} from './controls.js';
import {$} from './dom.js';
import {valueOf, values} from './forms.js';
import {isUnsaved} from './org.js';
import {on, state, store, stored} from './state.js';

const TITLES = {
  generate: 'In a terminal',
  verify: 'Check the key',
  steps: 'This guide in a terminal',
  setup: 'In a terminal',
  token: 'In a terminal',
  tokenVariable: 'In a script',
  built: 'Ready to run',
  doctor: 'In a terminal',
  checkSetup: 'Check this set-up',
  logout: 'Log out again'
};

const WITHOUT_SHELLS = ['steps'];
let shell = stored(localStorage, 'shell', navigator.userAgent.includes('Windows') ? 'powershell' : 'sh');

export function startCommands() {
  for (const block of document.querySelectorAll('.cli')) {
    const name = block.dataset.command;
    block.append($('cli-template').content.cloneNode(true));
    block.querySelector('[data-part="title"]').textContent = TITLES[name];
    const copyIt = block.querySelector('[data-part="copy"]');
    const what = `command: ${TITLES[name]}`;
    relabel(copyIt, 'Copy', what);
    copyIt.addEventListener('click', () => copy(textOf(name), copyIt, 'Copy', what));
    for (const choice of block.querySelectorAll('[data-shell]')) {
      choice.addEventListener('click', () => {
        shell = choice.dataset.shell;
        store(localStorage, 'shell', shell);
        showCommands();
      });
    }
  }
  on('changed', showCommands);
  showCommands();
}

function commandState(name) {
  return {
    values: values(),
    saved: state.disk.config,
    unsaved: isUnsaved(),
    force: state.force[name],
    wait: $('keep-trying').checked,
    alias: valueOf('alias'),
    setDefault: valueOf('setDefault')
  };
}

const textOf = name => (name === 'built' ? state.build.build : commands[name])(shell, commandState(name));

export function showCommands() {
  for (const block of document.querySelectorAll('.cli')) {
    const name = block.dataset.command;
    block.querySelector('[data-part="text"]').textContent = textOf(name);
    block.querySelector('[data-part="shells"]').hidden =
      WITHOUT_SHELLS.includes(name) || (name === 'built' && !state.build.shells);
    for (const choice of block.querySelectorAll('[data-shell]')) {
      choice.setAttribute('aria-pressed', String(choice.dataset.shell === shell));
    }
  }
}
