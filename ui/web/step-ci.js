/** Step 5: the same login for the Salesforce CLI and for pipelines; the server has the recipes, the form the values. */

import * as server from './server.js';
import {quoteFor} from './commands.js';
import {copyButton, save} from './controls.js';
import {$, code, el, notice, paragraph, show} from './dom.js';
import {mendOfFailure} from './failure.js';
import {lastPart} from './format.js';
import {orgBody} from './org.js';
import {on, state} from './state.js';
import {block, currentShell, showCommands} from './terminal.js';
import {valueOf} from './values.js';
import {sentence} from './words.js';

/** Where the file of a CI system lies, and how the key becomes its secret, where one command does it. */
const FILES = {github: '.github/workflows/salesforce.yml', gitlab: '.gitlab-ci.yml', azure: 'azure-pipelines.yml',
  jenkins: 'Jenkinsfile'};
const SECRETS = {github: key => `gh secret set SFJWT_PRIVATE_KEY < ${key}`,
  gitlab: key => `glab variable set SFJWT_PRIVATE_KEY --masked --protected < ${key}`};
const OF_THE_CLI = ['sf', 'sfdx'];

let recipes = [];
let chosen = 'sf';
let asked = 0;

export async function start() {
  block(document.querySelector('[data-command="built"]'), 'built', 'Ready to use');
  $('builder-download').addEventListener('click', () => save(state.build.code, lastPart(FILES[chosen]),
    'text/plain'));
  $('builder-tabs').addEventListener('keydown', onKey);
  on('changed', readRecipes);
  on('shell', readRecipes);
  await readRecipes();
}

/** With what the form says now. */
async function readRecipes() {
  const mine = ++asked;
  const body = {...orgBody(), alias: valueOf('alias'), setDefault: valueOf('setDefault'), shell: currentShell()};
  const said = JSON.stringify(body);
  if (state.recipesOf === said) {
    if (!$('builder-panel').hidden) {
      showRecipe();
    }
    return;
  }
  const answer = await server.post('/api/recipes', body).catch(refused => ({failure: refused.answer}));
  if (mine !== asked) {
    return;
  }
  showProblem(answer.failure);
  if (!answer.failure) {
    state.recipesOf = said;
    recipes = answer.recipes;
    showTabs();
    showRecipe();
  }
}

/** Commands with other values than those of step 3 are shown to nobody. */
function showProblem(failure) {
  $('builder-waits').hidden = true;
  $('builder-tabs').hidden = Boolean(failure);
  $('builder-panel').hidden = Boolean(failure);
  show($('builder-problem'), failure && notice('warning', sentence(failure.error), paragraph(sentence(failure.fix)),
    mendOfFailure(failure)));
}

function showTabs() {
  if ($('builder-tabs').childElementCount === 0) {
    $('builder-tabs').append(...recipes.map(({id, title}) => {
      const tab = el('button', {type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': 'builder-panel'},
        title);
      tab.addEventListener('click', () => choose(id));
      return tab;
    }));
  }
}

function onKey(event) {
  const move = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity}[event.key];
  if (move === undefined) {
    return;
  }
  event.preventDefault();
  const at = recipes.findIndex(({id}) => id === chosen);
  const next = Number.isFinite(move) ? (at + move + recipes.length) % recipes.length : move < 0 ? 0
    : recipes.length - 1;
  choose(recipes[next].id);
  $(`tab-${chosen}`).focus();
}

function choose(id) {
  chosen = id;
  showRecipe();
}

/** The repository stands where the recipe leaves a place for it. */
const filled = text => /^[\w.-]+\/[\w.-]+$/.test(valueOf('repository'))
  ? text.replaceAll('OWNER/REPO', valueOf('repository')) : text;

function showRecipe() {
  const recipe = recipes.find(({id}) => id === chosen);
  for (const tab of $('builder-tabs').children) {
    const selected = tab.id === `tab-${chosen}`;
    tab.setAttribute('aria-selected', String(selected));
    tab.tabIndex = selected ? 0 : -1;
  }
  state.build = {code: filled(recipe.code), shells: recipe.inShell};
  const place = document.querySelector('[data-command="built"]');
  place.classList.toggle('file', !recipe.inShell);
  place.querySelector('pre').tabIndex = recipe.inShell ? -1 : 0; // a file may be wider than the page
  $('builder-panel').setAttribute('aria-labelledby', `tab-${chosen}`);
  $('builder-text').textContent = recipe.text;
  $('builder-note').textContent = recipe.note;
  $('builder-org').hidden = !OF_THE_CLI.includes(chosen);
  $('builder-repo').hidden = !recipe.code.includes('OWNER/REPO');
  $('builder-download').hidden = !FILES[chosen];
  $('builder-download').textContent = FILES[chosen] ? `Download ${lastPart(FILES[chosen])}` : '';
  showSecret(SECRETS[chosen]?.(quoteFor.sh(valueOf('privateKeyFile'))));
  showCommands();
}

function showSecret(secret) {
  const said = secret ?? '';
  if ($('builder-secrets').dataset.said !== said) {
    $('builder-secrets').dataset.said = said;
    show($('builder-secrets'), secret && el('div', {className: 'secret-line'}, paragraph('Store the key: ',
      code(secret)),
      copyButton(secret, 'command that stores the key')));
  }
}
