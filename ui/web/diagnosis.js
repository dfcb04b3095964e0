/** What the doctor's findings mean, and the one thing to do next. */

import {actions, code, el, notice, paragraph, stepLink} from './dom.js';
import {mendButton, mendOfFinding} from './failure.js';
import {nameOf} from './findings.js';
import {plural} from './format.js';
import {onPage, sentence} from './words.js';

const NEXT = 'The one thing to do next';

/** @param summary the API's last word on an examination */
export function summaryOf(summary, {offline}) {
  return summary.healthy ? healthy(summary, offline)
    : summary.diagnosis ? [refusal(summary.diagnosis), causeList(summary.diagnosis.causes)]
    : failures(summary, offline);
}

function healthy({checks}, offline) {
  const warned = checks.filter(({state}) => state === 'warning');
  return [
    notice('success', offline ? 'Nothing on this machine stands in the way' : 'Everything a login needs is in order',
      paragraph(offline ? 'Whether Salesforce agrees shows when you request a token.'
        : 'Salesforce gave a token, and it works.'),
      !offline && actions(stepLink(4, 'Get a token in step 4'))),
    warned.length > 0 && nextBox(about(warned[0]), warned[0].fix, mendOfFinding(warned[0], 'secondary outline small'),
      `Worth a look${offline ? ' before you log in' : ''} (${plural(warned.length, 'warning')})`)
  ];
}

function failures({checks, next}, offline) {
  const failed = checks.filter(({state}) => state === 'failed');
  const first = failed.find(({fix}) => fix) ?? failed[0];
  return [
    notice('error', `${failed.length} of ${plural(checks.length, 'check')} failed`,
      paragraph(failed.map(({check}) => nameOf(check)).join(', '))),
    nextBox(about(first), next, mendOfFinding(first, offline ? 'secondary outline small' : 'small'))
  ];
}

const about = ({check, text}) => `${nameOf(check)}: ${onPage(text)}`;

function refusal({salesforceError, salesforceDescription, meaning, passed = [], stoppedAt}) {
  return notice('error', 'Salesforce refused the login',
    salesforceError && el('blockquote', {}, code(salesforceError), salesforceDescription
      ? ` ${salesforceDescription}` : ''),
    meaning && paragraph(meaning),
    stoppedAt && paragraph(passed.length > 0 ? `It took ${passed.join(', ')}, and stopped at ${stoppedAt}.`
      : `It stopped at ${stoppedAt}.`));
}

function nextBox(why, fix, mend, eyebrow = NEXT) {
  return el('div', {className: 'next'}, el('p', {className: 'eyebrow'}, eyebrow),
    el('p', {}, el('b', {}, sentence(why))), fix && el('p', {}, sentence(fix)), mend);
}

/** The likeliest first; that one is what to do next. */
function causeList([first, ...others]) {
  const item = ({why, fix, at}) => el('li', {}, el('b', {}, sentence(why)), paragraph(sentence(fix)),
    mendButton(at, 'secondary outline small'));
  return el('div', {}, nextBox(first.why, first.fix, mendButton(first.at)),
    others.length > 0 && el('h4', {}, 'If it is not that, the likeliest first'),
    others.length > 0 && el('ol', {className: 'causes', start: 2}, ...others.map(item)));
}
