/** Step 6: all known refusals, searched by Salesforce's words. */

import {$, code, el, external, notice, paragraph, show} from './dom.js';
import {startExaminer} from './examine.js';
import {readGuide} from './guide.js';
import {changed, on, state} from './state.js';
import {sentence} from './words.js';

export function start() {
  startExaminer(6);
  ['keep-trying', 'try-audience'].forEach(id => $(id).addEventListener('change', changed));
  $('search').addEventListener('input', filter);
  on('step', showList);
}

/** Asked for again by whoever comes back, where it did not come. */
async function showList() {
  if (!rows().length) {
    await readGuide().then(({references}) => {
      if (!rows().length) {
        showRefusals();
        showReferences(references);
      }
    }, ({answer}) => show($('refusals'), notice('error', sentence(answer.error), paragraph(sentence(answer.fix)))));
  }
  filter();
}

const rows = () => [...$('refusals').querySelectorAll('details')];

function showRefusals() {
  show($('refusals'), ...state.refusals.map(({said, meaning, causes}) => el('details', {},
    el('summary', {}, el('span', {}, ...said.map(({error, description}) =>
      el('span', {className: 'said'}, code(error), ` ${description}`)))),
    paragraph(meaning), el('ol', {className: 'causes'}, ...causes.map(({why, fix}) =>
      el('li', {}, el('b', {}, sentence(why)), paragraph(sentence(fix))))))));
}

function showReferences(references) {
  show($('references'), ...references.map(({title, url}) => el('li', {}, external(url, title))));
}

/** A pasted error finds its row; else every word has to occur somewhere in a row. */
function filter() {
  const normal = text => text.toLowerCase().replaceAll('’', '\'').replace(/[^a-z0-9_']+/g, ' ').trim();
  const wanted = normal($('search').value);
  const all = rows();
  const said = all.filter(row => normal(row.querySelector('summary').textContent).includes(wanted));
  const found = wanted && said.length > 0 ? said
    : all.filter(row => wanted.split(' ').every(word => normal(row.textContent).includes(word)));
  all.forEach(row => {
    row.hidden = !found.includes(row);
  });
  $('search-count').textContent = all.length === 0 ? ''
    : found.length === 0 ? 'None of the known errors has all these words. Try fewer.'
    : `${found.length} of ${all.length} errors`;
}
