/** One box for a question to the org: SOQL, or a path of the REST API; the answer as a table and as JSON. */

import {button, copyButton, setText} from './controls.js';
import {$, actions, announce, code, el, note, paragraph, show} from './dom.js';
import {showFailure} from './failure.js';
import {plural} from './format.js';
import {postWithKey} from './keyed.js';
import {orgBody} from './org.js';
import {on} from './state.js';
import {tableOf} from './table.js';
import {sentence} from './words.js';

/** The question under way; another one ends it, and so does leaving the token. */
let running = null;

on('changed', () => $('query-card').hidden && stop());

export function showQuery() {
  hideQuery();
  const input = el('input', {id: 'query', className: 'mono', autocomplete: 'off',
    value: 'SELECT Id, Name FROM Account LIMIT 5', 'aria-describedby': 'query-hint'});
  const answer = el('div', {id: 'query-answer', className: 'answer'});
  const run = button('Run', () => running ? cancel(run, answer) : ask(input.value, run, answer),
    {kind: 'secondary outline'});
  input.addEventListener('keydown', event => event.key === 'Enter' && ask(input.value, run, answer));
  show($('query-card'), el('h3', {id: 'query-title'}, 'Ask the org'), el('div', {className: 'field'},
    el('label', {htmlFor: input.id}, 'SOQL, or a path of the REST API'),
    el('div', {className: 'with-button'}, input, run),
    el('small', {id: 'query-hint'}, 'For example ', code('SELECT Id, Username FROM User'), ' or ',
      code('sobjects'), '. It only reads.')),
  answer);
  $('query-card').hidden = false;
}

export function hideQuery() {
  stop();
  $('query-card').hidden = true;
  show($('query-card'));
}

function stop() {
  running?.abort();
  running = null;
}

function cancel(run, place) {
  stop();
  setText(run, 'Run');
  show(place, paragraph('Cancelled.'));
  announce('Cancelled');
}

async function ask(query, run, place) {
  if (query.trim() === '') {
    return;
  }
  stop();
  const mine = new AbortController();
  running = mine;
  setText(run, 'Cancel');
  const answered = await postWithKey('/api/query', {...orgBody(), query}, {signal: mine.signal}).then(
    answer => () => showAnswer(answer, place), refused => () => showFailure(refused, null, place));
  if (running === mine) {
    running = null;
    setText(run, 'Run');
    answered();
  }
}

/** A number as Salesforce wrote it: some have more digits than JavaScript's have. */
const asSent = (_, value, context) => typeof value === 'number' && context && context.source !== String(value)
  ? context.source : value;

function showAnswer({answer, text, warnings}, place) {
  const table = tableOf(answer && JSON.parse(text, asSent));
  const said = table ? summary(table) : answer?.totalSize === undefined ? 'The answer is there'
    : plural(answer.totalSize, 'record');
  show(place, ...warnings.map(warning => note(sentence(warning))), paragraph(said), table && tableView(table),
    el('details', {open: !table}, el('summary', {}, 'As JSON'), actions(copyButton(text, 'answer')), el('pre', {},
      code(text))));
  announce(said);
}

const summary = ({total, rows}) => rows.length < total ? `${rows.length} of ${plural(total, 'record')}`
  : plural(total, 'record');

function tableView(table) {
  const head = el('thead', {}, el('tr', {}, ...table.columns.map(name => el('th', {scope: 'col'}, name))));
  const body = el('tbody', {}, ...table.rows.map(row => el('tr', {}, ...row.map(value => el('td', {}, value)))));
  return el('div', {className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': 'Records'},
    el('table', {}, head, body));
}
