/** Buttons that copy, reveal and work, and the question before harm is done. */

import {$, announce, el, show} from './dom.js';
import {icon} from './icons.js';

export function button(label, onClick, {iconName, kind = 'secondary outline small'} = {}) {
  const made = el(
    'button',
    {type: 'button', className: kind},
    iconName ? icon(iconName) : null,
    el('span', {}, label)
  );
  made.addEventListener('click', onClick);
  return made;
}

/** Text and accessible name of a button that begins with a verb. */
export function relabel(pressed, verb, what) {
  pressed.querySelector('span').textContent = verb;
  pressed.setAttribute('aria-label', verb.endsWith(what) ? verb : `${verb} ${what}`);
}

export async function copy(text, pressed, verb, what) {
  try {
    await navigator.clipboard.writeText(text);
    relabel(pressed, 'Copied', what);
    announce(`${what} copied`);
  } catch {
    relabel(pressed, 'Not copied', what);
    announce('The browser did not allow to copy');
  }
  setTimeout(() => relabel(pressed, verb, what), 2000);
}

export function copyButton(text, what, verb = 'Copy') {
  const made = button(verb, () => copy(text, made, verb, what), {iconName: 'copy'});
  relabel(made, verb, what);
  return made;
}

const REVEALED_MILLIS = 30_000;

/** Lets a secret be seen in place of its mask, until it is hidden again or a while has passed. */
export function revealButton(element, masked, secret, what) {
  let timer;
  const set = open => {
    clearTimeout(timer);
    element.textContent = open ? secret : masked;
    relabel(made, open ? 'Hide' : 'Reveal', what);
    timer = open ? setTimeout(() => set(false), REVEALED_MILLIS) : null;
  };
  const made = button('Reveal', () => set(element.textContent === masked), {iconName: 'eye'});
  set(false);
  return made;
}

/** A question in the native dialog; null when it was closed without an answer. */
export function ask(title, text, choices) {
  const dialog = $('dialog');
  $('dialog-title').textContent = title;
  $('dialog-text').textContent = text;
  return new Promise(resolve => {
    const answer = value => {
      dialog.removeEventListener('close', closed);
      dialog.close();
      resolve(value);
    };
    const closed = () => answer(null);
    dialog.addEventListener('close', closed);
    show(
      $('dialog-buttons'),
      ...choices.map(([label, value, kind]) => button(label, () => answer(value), {kind: kind ?? ''}))
    );
    dialog.showModal();
  });
}

/** Runs one operation at a time for its button, which shows that it is at work. */
export async function busy(pressed, work) {
  if (pressed.getAttribute('aria-busy') === 'true') {
    return;
  }
  pressed.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    pressed.removeAttribute('aria-busy');
  }
}
