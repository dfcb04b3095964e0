/**
 * The doctor's report: each check as soon as it is made, then what they mean and the one thing to do next.
 *
 * Loaded when somebody asks for the first report. Steps 4 and 6 both show it.
 */

import * as server from './server.js';
import {button, copyButton} from './controls.js';
import {announce, code, el, notice, paragraph, show, stepLink} from './dom.js';
import {mendButton} from './failure.js';
import {icon} from './icons.js';
import {plural} from './format.js';
import {onPage, sentence} from './words.js';

const VERDICTS = {
  ok: ['check', 'OK'],
  warning: ['alert', 'Warning'],
  failed: ['error', 'Failed'],
  skipped: ['skip', 'Skipped']
};

/** Checks whose finding is mended on this page: the step, and there the field. */
const MENDS = {
  config: [3],
  key: [3, 'privateKeyFile'],
  key_numbers: [1],
  key_size: [1],
  certificate: [3, 'certPath'],
  certificate_key: [1],
  certificate_alone: [2],
  certificate_file_size: [2],
  key_and_certificate: [3, 'privateKeyFile'],
  certificate_validity: [1],
  consumer_key: [3, 'consumerKey'],
  username: [3, 'username'],
  login_host: [3, 'loginUrl'],
  audience: [3, 'audience'],
  dns: [3, 'loginUrl']
};

const PASSES = ['with_propagation', 'soon'];

const nameOf = check => {
  const words = check.replaceAll('_', ' ').replace(/^dns$/, 'DNS').replace(/^api/, 'API');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const minutes = seconds => (seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`);

/**
 * Examines, and shows the report in {@code host} until it is complete or {@code signal} ends it.
 *
 * @param body what the API takes
 * @param refusals the known refusals, which tell which of them pass by themselves
 * @param keepTrying begins anew, and waits; undefined where that makes no sense
 * @param mayFocus whether the focus may move to the result when it is there
 * @return what the API says in the end; undefined where it did not get there
 */
export async function report(host, body, {signal, refusals, keepTrying, mayFocus}) {
  const findings = [];
  const result = el('div', {className: 'report-result'});
  const sections = el('div', {className: 'report-sections'});
  const now = el('p', {className: 'checking', hidden: true});
  let section;
  let summary;
  let failure;
  let countdown;
  show(host, result, sections, now);
  host.hidden = false;
  announce('Checking');

  const events = {
    section: ({title}) => {
      section = newSection(title, host.closest('#step-4') ? 'h3' : 'h4');
      findings.push({title, checks: section.checks});
      sections.append(section.element);
    },
    began: ({check}) => {
      show(now, `${nameOf(check)} …`);
      now.hidden = false;
    },
    found: finding => {
      clearInterval(countdown);
      now.hidden = true;
      section.add(finding);
    },
    waits: wait => {
      clearInterval(countdown);
      countdown = showWait(now, wait);
      if (wait.tries === 1) {
        announce(`Salesforce says: ${wait.refusal}. Trying again for up to ${minutes(wait.leftSeconds)}`);
      }
    },
    summary: whole => {
      summary = whole;
    },
    failed: answer => {
      failure = answer;
    }
  };

  try {
    await server.follow('/api/doctor', body, (data, name) => events[name]?.(data), signal);
    failure ??= summary ? undefined : server.STOPPED;
  } catch (broken) {
    failure = broken instanceof server.Refused ? broken.answer : undefined;
  } finally {
    clearInterval(countdown);
    now.hidden = true;
  }
  if (summary) {
    const passing =
      summary.diagnosis && PASSES.includes(refusals.find(({id}) => id === summary.diagnosis.refusal)?.passing);
    show(
      result,
      ...summaryOf(summary, body),
      el(
        'div',
        {className: 'actions'},
        copyButton(textOf(findings, summary), 'report', 'Copy report'),
        passing && keepTrying && button('Keep trying for 12 minutes', keepTrying)
      )
    );
  } else if (failure) {
    show(result, notice('error', sentence(failure.error), paragraph(sentence(failure.fix))));
  } else {
    show(
      result,
      notice('info', 'Stopped', paragraph(findings.length > 0 ? 'What was found until then stands below.' : ''))
    );
  }
  const title = result.querySelector('.title');
  if (mayFocus()) {
    title.focus();
  } else {
    announce(title.textContent);
  }
  return summary;
}

/** What went well is folded, so that the rest stands out. */
function newSection(title, heading) {
  const checks = [];
  const problems = el('ul', {className: 'findings', hidden: true});
  const fine = el('ul', {className: 'findings'});
  const count = el('span');
  const fold = el('details', {hidden: true}, el('summary', {}, icon('check'), count), fine);
  const element = el('section', {}, el(heading, {}, title), problems, fold);
  const add = finding => {
    checks.push(finding);
    const isProblem = ['warning', 'failed'].includes(finding.state);
    (isProblem ? problems : fine).append(line(finding));
    problems.hidden = problems.childElementCount === 0;
    fold.hidden = fine.childElementCount === 0;
    const passed = checks.filter(({state}) => state === 'ok').length;
    count.textContent = counted(
      passed,
      checks.filter(({state}) => state === 'skipped')
    );
    fold.dataset.state = passed > 0 ? 'ok' : 'skipped';
    fold.querySelector('use').setAttribute('href', passed > 0 ? '#i-check' : '#i-skip');
  };
  return {element, checks, add};
}

function counted(passed, skipped) {
  const reasons = new Set(skipped.map(({text}) => text));
  const why = reasons.size === 1 ? `: ${[...reasons][0]}` : '';
  return [passed > 0 && `${passed} passed`, skipped.length > 0 && `${skipped.length} skipped${why}`]
    .filter(Boolean)
    .join(', ');
}

function line({check, state, text, fix, at}) {
  const [symbol, word] = VERDICTS[state];
  return el(
    'li',
    {'data-state': state},
    el('span', {className: 'verdict'}, icon(symbol), word),
    el(
      'div',
      {},
      el('p', {}, el('b', {}, nameOf(check)), ` ${state === 'skipped' ? 'because it ' : ''}${onPage(text)}`),
      fix && el('p', {className: 'fix'}, sentence(fix)),
      fix && mendOfCheck(check, at)
    )
  );
}

/** @param at where the fix is done, as the server says it, for a check that is not about one of the page's fields */
function mendOfCheck(check, at, kind) {
  const [step, field] = MENDS[check] ?? [];
  return mendButton(step ? {step, field} : at, kind);
}

function showWait(now, {refusal, tries, pauseSeconds, leftSeconds}) {
  const end = Date.now() + pauseSeconds * 1000;
  const tick = () => {
    const pause = Math.max(0, Math.round((end - Date.now()) / 1000));
    show(
      now,
      el(
        'span',
        {},
        el('b', {}, 'Salesforce says: '),
        `${refusal}. `,
        pause > 0
          ? `Login ${tries + 1} in ${pause} s, ${minutes(leftSeconds - pauseSeconds + pause)} left`
          : `Login ${tries + 1} …`
      )
    );
  };
  tick();
  return setInterval(tick, 1000);
}

function summaryOf(summary, {offline}) {
  const {healthy, checks, diagnosis, next} = summary;
  const having = wanted => checks.filter(({state}) => state === wanted);
  const failed = having('failed');
  const warned = having('warning');
  if (healthy) {
    const text = offline
      ? 'Whether Salesforce agrees shows when you request a token.'
      : 'Salesforce gave a token, and it works.';
    return [
      notice(
        'success',
        offline ? 'Nothing on this machine stands in the way' : 'Everything a login needs is in order',
        paragraph(text),
        !offline && el('div', {className: 'actions'}, stepLink(4, 'Get a token in step 4'))
      ),
      warned.length > 0 &&
        nextBox(
          `${nameOf(warned[0].check)}: ${onPage(warned[0].text)}`,
          warned[0].fix,
          mendOfCheck(warned[0].check, warned[0].at, 'small'),
          `Worth a look${offline ? ' before you log in' : ''} (${plural(warned.length, 'warning')})`
        )
    ];
  }
  if (!diagnosis) {
    const first = failed.find(({fix}) => fix) ?? failed[0];
    return [
      notice(
        'error',
        `${failed.length} of ${plural(checks.length, 'check')} failed`,
        paragraph(failed.map(({check}) => nameOf(check)).join(', '))
      ),
      nextBox(`${nameOf(first.check)}: ${onPage(first.text)}`, next, mendOfCheck(first.check, first.at, 'small'))
    ];
  }
  return [refusalNotice(diagnosis), causeList(diagnosis.causes)];
}

function refusalNotice({salesforceError, salesforceDescription, meaning, passed = [], stoppedAt}) {
  return notice(
    'error',
    'Salesforce refused the login',
    salesforceError &&
      el('blockquote', {}, code(salesforceError), salesforceDescription ? ` ${salesforceDescription}` : ''),
    meaning && paragraph(meaning),
    stoppedAt &&
      paragraph(
        passed.length > 0
          ? `It took ${passed.join(', ')}, and stopped at ${stoppedAt}.`
          : `It stopped at ${stoppedAt}.`
      )
  );
}

const NEXT = 'The one thing to do next';

function nextBox(why, fix, mend, eyebrow = NEXT) {
  return el(
    'div',
    {className: 'next'},
    el('p', {className: 'eyebrow'}, eyebrow),
    el('p', {}, el('b', {}, sentence(why))),
    fix && el('p', {}, sentence(fix)),
    mend
  );
}

/** The likeliest first; that one is what to do next. */
function causeList([first, ...others]) {
  const item = ({why, fix, at}) =>
    el('li', {}, el('b', {}, sentence(why)), el('p', {}, sentence(fix)), mendButton(at, 'secondary outline small'));
  return el(
    'div',
    {},
    nextBox(first.why, first.fix, mendButton(first.at, 'small')),
    others.length > 0 && el('h4', {}, 'If it is not that, the likeliest first'),
    others.length > 0 && el('ol', {className: 'causes', start: 2}, ...others.map(item))
  );
}

/** The same as text, for a colleague. It holds what the page shows, and nothing secret. */
function textOf(findings, {diagnosis, next}) {
  const lines = [`sfjwt doctor, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`];
  for (const {title, checks} of findings) {
    lines.push('', title);
    for (const {check, state, text, fix} of checks) {
      lines.push(`  ${state.padEnd(9)}${nameOf(check).padEnd(22)} ${onPage(text)}`);
      if (fix) {
        lines.push(`${' '.repeat(34)}${onPage(fix)}`);
      }
    }
  }
  if (diagnosis) {
    lines.push(
      '',
      `Salesforce said: ${diagnosis.salesforceError} ${diagnosis.salesforceDescription ?? ''}`.trim(),
      'Likely causes, the likeliest first'
    );
    diagnosis.causes.forEach(({why, fix}, index) =>
      lines.push(`  ${index + 1}. ${onPage(why)}`, `     ${onPage(fix)}`)
    );
  }
  return [...lines, '', `Next: ${onPage(next)}`, ''].join('\n');
}
