/** Where one is: the folder, the org, what kind of org, in the header and in the tab's title. */

import {ask} from './dialog.js';
import {readDisk} from './disk.js';
import {$, el, show} from './dom.js';
import {forget, isTyped} from './draft.js';
import {ago, date, lastPart} from './format.js';
import {currentStep} from './navigation.js';
import {isUnsaved, kindOf, whichOrg} from './org.js';
import {on, state} from './state.js';

const OF_THE_ORG = ['consumerKey', 'username', 'privateKeyFile', 'certPath', 'loginUrl', 'sandbox', 'expiresIn',
  'audience', 'profileName'];

export function startWhere() {
  on('changed', showWhere);
  on('step', showTitle);
  on('disk', showProfiles);
  $('profile').addEventListener('change', choose);
}

async function choose() {
  const wanted = $('profile').value;
  $('profile').value = state.disk.profile; // as long as it is the one that is shown, and would log in
  const mayGo = !OF_THE_ORG.some(isTyped) || !isUnsaved() || await ask('Leave what you typed?',
    'Step 3 has values that are not saved. They are gone when another profile is shown.', [
      ['Keep what I typed', null, 'secondary outline'], ['Show the other profile', true]]);
  if (mayGo) {
    forget(OF_THE_ORG);
    await readDisk(wanted);
  }
}

function showWhere() {
  const {host, kind} = whichOrg();
  const badge = $('environment');
  badge.hidden = kind === '';
  badge.textContent = kindOf(kind);
  if (kind) {
    document.documentElement.dataset.environment = kind;
  } else {
    delete document.documentElement.dataset.environment;
  }
  $('where-folder').textContent = lastPart(state.status.root ?? '');
  $('where-folder').title = state.status.root ?? '';
  $('where-org').textContent = host;
  showTitle();
}

function showTitle() {
  const {host, kind} = whichOrg();
  const place = [kind === 'sandbox' ? '' : kindOf(kind), kind === 'demo' ? '' : host, lastPart(state.status.root
    ?? '')];
  document.title = [$(`title-${currentStep()}`).textContent, ...place.filter(Boolean), 'sfjwt'].join(' · ');
}

/** The orgs of a jwt.json with profiles, each with its user, and what is due. */
function showProfiles() {
  const {orgs = [], profile} = state.disk;
  $('where-profile').hidden = orgs.length < 2;
  show($('profile'), ...orgs.map(org => el('option', {value: org.profile ?? '', selected: (org.profile
    ?? '') === profile},
    optionText(org))));
}

function optionText({profile, username, host, certificate, lastLogin}) {
  const due = certificate && (certificate.daysLeft < 0 ? `certificate expired ${date(certificate.notAfter)}`
    : `certificate until ${date(certificate.notAfter)}`);
  return [profile ?? 'top level', username, host, due, lastLogin && `last login ${ago(lastLogin)}`].filter(Boolean)
    .join(' · ');
}
