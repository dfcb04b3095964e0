/** Elements of the page: made, shown, announced. Text is only ever text. */

import {icon} from './icons.js';

export const $ = id => document.getElementById(id);

/** @param properties DOM properties, or attributes where the name has a dash or is role */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  if (tag === 'code') {
    element.translate = false; // by the browser: a value in another language is another value
  }
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

/** A part that does not apply is null, undefined, false or an empty text. */
const isShown = child => child !== null && child !== undefined && child !== false && child !== '';

export const show = (element, ...children) => element.replaceChildren(...children.filter(isShown));

const ICON_OF = {success: 'check', info: 'info', warning: 'alert', error: 'error'};

/** A scoped notification; the title can take the focus. */
export function notice(kind, title, ...body) {
  return el('div', {className: 'notice', 'data-kind': kind}, icon(ICON_OF[kind]),
    el('div', {}, el('p', {className: 'title', tabIndex: -1}, title), ...body));
}

export const paragraph = (...children) => el('p', {}, ...children);
export const code = text => el('code', {}, text);
export const stepLink = (step, text, kind = 'small') =>
  el('a', {href: `#step-${step}`, role: 'button', className: kind}, text);
export const actions = (...buttons) => el('div', {className: 'actions'}, ...buttons);
export const note = text => paragraph(el('b', {}, 'Note: '), text);

/** Rows of a term and what it is; those that do not apply are left out. */
export const facts = rows => el('dl', {className: 'facts'}, ...rows.filter(isShown).map(([term, ...value]) =>
  el('div', {}, el('dt', {}, term), el('dd', {}, ...value))));

export const external = (url, text) => el('a', {href: url, target: '_blank', rel: 'noreferrer noopener'}, text,
  icon('external'), el('span', {className: 'sr'}, ' (in a new tab)'));

/** Says it to a screen reader, also when the same was said before. */
export function announce(text) {
  $('announce').textContent = '';
  requestAnimationFrame(() => {
    $('announce').textContent = text;
  });
}

/** What is new gets the focus, and comes in sight; to a person who is elsewhere it is only said. */
export function tellOf(place, isHere) {
  const title = place.querySelector('.title');
  if (isHere) {
    title.focus({preventScroll: true});
    title.closest('.notice').scrollIntoView({block: 'nearest'});
  } else {
    announce(title.textContent);
  }
}

/**
 * Form and result of a step stand in the same place, one at a time: what a form has done is where the person looks.
 * The focus moves from there to the result's title, and stays with a person who has gone elsewhere meanwhile.
 */
export function showResult(form, result, ...children) {
  const at = document.activeElement;
  const isHere = [form, result].some(place => place.contains(at)) || at === document.body || at.matches('h2');
  show(result, ...children);
  form.hidden = true;
  result.hidden = false;
  tellOf(result, isHere);
}

export function showForm(form, result) {
  show(result);
  result.hidden = true;
  form.hidden = false;
}
