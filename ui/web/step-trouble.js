/** Step 6: all known refusals, searched by Salesforce's words. */

import {$, code, el, external, paragraph, show} from './dom.js';
import {startExaminer} from './examine.js';
import {readGuide} from './guide.js';
import {changed, on, state} from './state.js';
import {sentence} from './words.js';

export async function start() {
  startExaminer(6);
  ['keep-trying', 'try-audience'].forEach(id => $(id).addEventListener('change', changed));
  $('search').addEventListener('input', filter);
  on('step', filter);
  const guide = await readGuide().catch(() => null);
  if (guide) {
    showRefusals();
    showReferences(guide.references);
  }
}

function showRefusals() {
  show($('refusals'), ...state.refusals.map(({said, meaning, causes}) => el('details', {},
    el('summary', {}, el('span', {}, ...said.map(({error, description}) =>
      el('span', {className: 'said'}, code(error), ` ${description}`)))),
    paragraph(meaning), el('ol', {className: 'causes'}, ...causes.map(({why, fix}) =>
      el('li', {}, el('b', {}, sentence(why)), paragraph(sentence(fix))))))));
  filter();
}

function showReferences(references) {
  show($('references'), ...references.map(({title, url}) => el('li', {}, external(url, title))));
}

/** A pasted error finds its row; else every word has to occur somewhere in a row. */
function filter() {
  const normal = text => text.toLowerCase().replaceAll('’', '\'').replace(/[^a-z0-9_']+/g, ' ').trim();
  const wanted = normal($('search').value);
  const rows = [...$('refusals').querySelectorAll('details')];
  const said = rows.filter(row => normal(row.querySelector('summary').textContent).includes(wanted));
  const found = wanted && said.length > 0 ? said
    : rows.filter(row => wanted.split(' ').every(word => normal(row.textContent).includes(word)));
  rows.forEach(row => {
    row.hidden = !found.includes(row);
  });
  $('search-count').textContent = rows.length === 0 ? ''
    : found.length === 0 ? 'None of the known errors has all these words. Try fewer.'
    : `${found.length} of ${rows.length} errors`;
}
