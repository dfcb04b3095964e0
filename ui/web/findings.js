/** The doctor's checks, section by section: what went well is folded, so that the rest stands out. */

import {el} from './dom.js';
import {mendOfFinding} from './failure.js';
import {icon} from './icons.js';
import {onPage, sentence} from './words.js';

const VERDICTS = {
  ok: ['check', 'OK'],
  warning: ['alert', 'Warning'],
  failed: ['error', 'Failed'],
  skipped: ['skip', 'Skipped']
};

/** How a check is called on the page. */
export function nameOf(check) {
  const words = check.replaceAll('_', ' ').replace(/^dns$/, 'DNS').replace(/^api/, 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** @return {element, checks, add}, to which findings are added as they come */
export function newSection(title, heading) {
  const checks = [];
  const problems = el('ul', {className: 'findings', hidden: true});
  const fine = el('ul', {className: 'findings'});
  const count = el('span');
  const fold = el('details', {hidden: true}, el('summary', {}, icon('check'), count), fine);
  const add = finding => {
    checks.push(finding);
    (['warning', 'failed'].includes(finding.state) ? problems : fine).append(line(finding));
    problems.hidden = problems.childElementCount === 0;
    fold.hidden = fine.childElementCount === 0;
    const passed = checks.filter(({state}) => state === 'ok').length;
    count.textContent = counted(passed, checks.filter(({state}) => state === 'skipped'));
    fold.dataset.state = passed > 0 ? 'ok' : 'skipped';
    fold.querySelector('use').setAttribute('href', passed > 0 ? '#i-check' : '#i-skip');
  };
  return {element: el('section', {}, el(heading, {}, title), problems, fold), checks, add};
}

function counted(passed, skipped) {
  const reasons = new Set(skipped.map(({text}) => text));
  const why = reasons.size === 1 ? `: ${[...reasons][0]}` : '';
  return [passed > 0 && `${passed} passed`, skipped.length > 0 && `${skipped.length} skipped${why}`]
    .filter(Boolean).join(', ');
}

function line(finding) {
  const {check, state, text, fix} = finding;
  const [symbol, word] = VERDICTS[state];
  return el('li', {'data-state': state}, el('span', {className: 'verdict'}, icon(symbol), word), el('div', {},
    el('p', {}, el('b', {}, nameOf(check)), ` ${state === 'skipped' ? 'because it ' : ''}${onPage(text)}`),
    fix && el('p', {className: 'fix'}, sentence(fix)),
    fix && mendOfFinding(finding, 'secondary outline small')));
}
