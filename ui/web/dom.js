/** Elements of the page: made, shown, announced. */

import {icon} from './icons.js';

export const $ = id => document.getElementById(id);

/** @param properties DOM properties, or attributes where the name has a dash or is role */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-') || name === 'role') {
      element.setAttribute(name, value);
    } else if (value !== undefined) {
      element[name] = value;
    }
  }
  element.append(...children.filter(isShown));
  return element;
}

/** A part that does not apply is null, undefined or false. */
const isShown = child => child !== null && child !== undefined && child !== false;

export const show = (element, ...children) => element.replaceChildren(...children.filter(isShown));

const ICON_OF = {success: 'check', info: 'info', warning: 'alert', error: 'error'};

/** A scoped notification; the title can take the focus. */
export function notice(kind, title, ...body) {
  return el(
    'div',
    {className: 'notice', 'data-kind': kind},
    icon(ICON_OF[kind]),
    el('div', {}, el('p', {className: 'title', tabIndex: -1}, title), ...body)
  );
}

export const paragraph = (...children) => el('p', {}, ...children);
export const code = text => el('code', {}, text);
export const stepLink = (step, text) => el('a', {href: `#step-${step}`, role: 'button', className: 'small'}, text);

export const facts = rows =>
  el(
    'dl',
    {className: 'facts'},
    ...rows.map(([term, ...value]) => el('div', {}, el('dt', {}, term), el('dd', {}, ...value)))
  );

export function announce(text) {
  $('announce').textContent = '';
  requestAnimationFrame(() => {
    $('announce').textContent = text;
  });
}
