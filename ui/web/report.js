/**
 * The doctor's report: each check as soon as it is made, then what they mean and the one thing to do next.
 *
 * Loaded when somebody asks for the first report. Steps 4 and 6 both show it.
 */

import * as server from './server.js';
import {button, copyButton} from './controls.js';
import {summaryOf} from './diagnosis.js';
import {actions, announce, el, notice, paragraph, show, tellOf} from './dom.js';
import {nameOf, newSection} from './findings.js';
import {readGuide} from './guide.js';
import {textOf} from './report-text.js';
import {state} from './state.js';
import {sentence} from './words.js';

const PASSES = ['with_propagation', 'soon'];

/**
 * Examines, and shows the report in {@code host} until it is complete or {@code signal} ends it.
 *
 * @param body what the API takes
 * @param keepTrying begins once more, and waits; undefined where that makes no sense
 * @param mayFocus whether the focus may move to the result when it is there
 * @return what the API says in the end; undefined where it did not get there
 */
export async function report(host, body, {signal, keepTrying, mayFocus}) {
  const result = el('div', {className: 'report-result'});
  const sections = el('div', {className: 'report-sections'});
  const now = el('p', {className: 'checking', hidden: true});
  const findings = [];
  show(host, result, sections, now);
  host.hidden = false;
  announce('Checking');
  const {summary, failure} = await follow(body, signal, now, title => {
    const section = newSection(title, host.closest('#step-4') ? 'h3' : 'h4');
    findings.push({title, checks: section.checks});
    sections.append(section.element);
    return section;
  });
  if (summary) {
    show(result, ...summaryOf(summary, body), actions(copyButton(textOf(findings, summary), 'report', 'Copy report'),
      keepTrying && await mayPass(summary) && button('Keep trying for 12 minutes', keepTrying)));
  } else if (failure) {
    show(result, notice('error', sentence(failure.error), paragraph(sentence(failure.fix))));
  } else {
    show(result, notice('info', 'Stopped', paragraph(findings.length > 0
      ? 'What was found until then stands below.' : '')));
  }
  tellOf(result, mayFocus());
  return summary;
}

/** @return {summary} at the end, {failure} where it broke, and neither where it was stopped */
async function follow(body, signal, now, newSectionOf) {
  const ended = {};
  let section = null;
  let countdown = null;
  const said = (...words) => {
    clearInterval(countdown);
    now.hidden = words.length === 0;
    show(now, ...words);
  };
  const events = {
    section: ({title}) => {
      section = newSectionOf(title);
    },
    began: ({check}) => said(`${nameOf(check)} …`),
    found: finding => {
      said();
      section.add(finding);
    },
    waits: wait => {
      said(waiting(wait, wait.pauseSeconds));
      const end = Date.now() + wait.pauseSeconds * 1000;
      countdown = setInterval(() => show(now, waiting(wait, Math.max(0, Math.round((end - Date.now()) / 1000)))),
        1000);
      if (wait.tries === 1) {
        announce(`Salesforce says: ${wait.refusal}. Trying again for up to ${minutes(wait.leftSeconds)}`);
      }
    },
    summary: summary => {
      ended.summary = summary;
    },
    failed: failure => {
      ended.failure = failure;
    }
  };
  try {
    await server.follow('/api/doctor', body, (data, name) => events[name]?.(data), signal);
    return ended.summary || ended.failure ? ended : {failure: server.STOPPED};
  } catch (broken) {
    return {...ended, failure: broken.answer};
  } finally {
    said();
  }
}

const minutes = seconds => seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;

function waiting({refusal, tries, pauseSeconds, leftSeconds}, pause) {
  return el('span', {}, el('b', {}, 'Salesforce says: '), `${refusal}. `,
    pause > 0 ? `Login ${tries + 1} in ${pause} s, ${minutes(leftSeconds - pauseSeconds + pause)} left`
      : `Login ${tries + 1} …`);
}

async function mayPass({diagnosis}) {
  await readGuide().catch(() => null);
  return PASSES.includes(state.refusals.find(({id}) => id === diagnosis?.refusal)?.passing);
}
