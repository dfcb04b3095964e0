/** Step 5: the same login for the Salesforce CLI and for pipelines. */

import {BUILDS} from './builds.js';
import {$, el} from './dom.js';
import {changed} from './forms.js';
import {state} from './state.js';

export function startBuilder() {
  const tabs = BUILDS.map(made => {
    const tab = el(
      'button',
      {type: 'button', role: 'tab', id: `tab-${made.id}`, 'aria-controls': 'builder-panel'},
      made.title
    );
    tab.addEventListener('click', () => choose(made));
    return tab;
  });
  $('builder-tabs').append(...tabs);
  $('builder-tabs').addEventListener('keydown', event => {
    const move = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity}[event.key];
    if (move === undefined) {
      return;
    }
    event.preventDefault();
    const at = tabs.indexOf(document.activeElement);
    const next = Number.isFinite(move) ? (at + move + tabs.length) % tabs.length : move < 0 ? 0 : tabs.length - 1;
    choose(BUILDS[next]);
    tabs[next].focus();
  });
  choose(BUILDS[0]);
}

function choose(made) {
  state.build = made;
  for (const tab of $('builder-tabs').children) {
    const selected = tab.id === `tab-${made.id}`;
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
  }
  $('builder-panel').setAttribute('aria-labelledby', `tab-${made.id}`);
  $('builder-text').textContent = made.text;
  $('builder-note').textContent = made.note;
  changed();
}
