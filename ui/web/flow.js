/** The way to a token as a picture: five stops and the way between them, coloured by how things are. */

import {$, show} from './dom.js';
import {flowOf, hopsOf} from './flow-state.js';
import {isUnsaved} from './org.js';
import {ofThisLogin} from './path.js';
import {on, state} from './state.js';
import {countTicks} from './ticks.js';

const SVG = 'http://www.w3.org/2000/svg';
const ICONS = {machine: 'terminal', key: 'key', app: 'app', org: 'cloud', token: 'token'};
const SHORT = {machine: 'Machine', key: 'Key', app: 'App', org: 'Org', token: 'Token'};
const MARKS = {done: 'm-3.5 0 2.5 2.5 4.5-5', warn: 'M0-3.5v4m0 2.8v.1', error: 'M0-3.5v4m0 2.8v.1'};
/** As wide as there is room, so that letters keep their size. */
const WIDEST = 880;
/** Where the long names have room beside each other. */
const ROOMY = 640;

export function startFlow() {
  on('changed', showFlow);
  new ResizeObserver(showFlow).observe($('flow'));
  showFlow();
}

function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
  element.append(...children);
  return element;
}

function showFlow() {
  const known = {...state, ...ofThisLogin(), ticked: countTicks(), unsaved: isUnsaved()};
  const stops = flowOf(known);
  const width = Math.min(WIDEST, $('flow').clientWidth - 32);
  const said = JSON.stringify([stops, width]);
  if ($('flow').dataset.said === said) {
    return;
  }
  const focused = document.activeElement?.closest?.('#flow a')?.id;
  $('flow').dataset.said = said;
  const isRoomy = width >= ROOMY;
  const gap = width / stops.length;
  const size = {gap, isRoomy, ...isRoomy ? {height: 68, radius: 18, y: 22, text: 58}
    : {height: 60, radius: 16, y: 20, text: 54}};
  const x = index => gap * (index + 0.5);
  const hops = hopsOf(stops, state.loggingIn).map((status, index) => hop(x(index), x(index + 1), size, status));
  show($('flow'), svg('svg', {viewBox: `0 0 ${width} ${size.height}`, width, height: size.height, role: 'none'},
    ...hops, ...stops.map((stop, index) => picture(stop, x(index), size))));
  if (focused) {
    $(focused).focus({preventScroll: true});
  }
}

const hop = (from, to, {radius, y}, status) => svg('line',
  {x1: from + radius + 6, x2: to - radius - 6, y1: y, y2: y, class: 'hop', 'data-state': status});

/** A link to the step where this stop is put right; its name says how it is. */
function picture({id, label, step, state: status, text}, x, {radius, y, text: baseline, gap, height, isRoomy}) {
  const name = isRoomy ? label : SHORT[id];
  const icon = svg('use', {href: `#i-${ICONS[id]}`, x: x - 10, y: y - 10, width: 20, height: 20, class: 'flow-icon'});
  const mark = MARKS[status] && svg('g', {class: 'mark', transform: `translate(${x + radius - 3} ${y - radius + 4})`},
    svg('circle', {r: 7}), svg('path', {d: MARKS[status]}));
  const caption = svg('text', {x, y: baseline, 'text-anchor': 'middle'});
  caption.textContent = name;
  return svg('a', {href: `#step-${step}`, id: `flow-${id}`, class: 'stop', 'data-state': status,
    'aria-label': `${label}: ${text}. Step ${step}`},
  svg('rect', {x: x - gap / 2, y: 0, width: gap, height, class: 'hit'}), svg('circle', {cx: x, cy: y, r: radius}), icon,
    ...mark ? [mark] : [], caption);
}
