/** Buttons that copy, reveal, save and work. */

import {$, announce, el} from './dom.js';
import {icon} from './icons.js';

const REVEALED_MILLIS = 30_000;

export function button(label, onClick, {iconName, kind = 'secondary outline small'} = {}) {
  const made = el('button', {type: 'button', className: kind}, iconName && icon(iconName), el('span', {}, label));
  made.addEventListener('click', onClick);
  return made;
}

/** Another text on a button. */
export const setText = (made, text) => {
  made.querySelector('span').textContent = text;
};

/** Text and accessible name of a button; where the text names what is copied and has no verb, "Copy" is added. */
export function relabel(pressed, text, what) {
  const isPart = what.toLowerCase().includes(text.toLowerCase());
  setText(pressed, text);
  pressed.setAttribute('aria-label', text.endsWith(what) ? text : isPart ? `Copy ${what}` : `${text} ${what}`);
}

export async function copy(text, pressed, verb, what) {
  try {
    await navigator.clipboard.writeText(text);
    relabel(pressed, 'Copied', what);
    announce(`${what} copied`);
  } catch {
    relabel(pressed, 'Not copied', what);
    announce('The browser blocked copying');
  }
  setTimeout(() => relabel(pressed, verb, what), 2000);
}

export function copyButton(text, what, verb = 'Copy') {
  const made = button(verb, () => copy(text, made, verb, what), {iconName: 'copy'});
  relabel(made, verb, what);
  return made;
}

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

/** A link that saves a text as a file. */
export function downloadLink(text, name, type, label = `Download ${name}`) {
  const url = URL.createObjectURL(new Blob([text], {type}));
  return el('a', {href: url, download: name, role: 'button', className: 'small secondary outline'},
    icon('download'), el('span', {}, label));
}

/** Saves a text as a file at once. */
export function save(text, name, type) {
  const link = downloadLink(text, name, type);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
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

export const busyButton = (id, work) => $(id).addEventListener('click', () => busy($(id), work));
