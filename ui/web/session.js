/** After the token: whose it is, and what one does with it. */

import * as server from './server.js';
import {busy, button, copyButton, revealButton} from './controls.js';
import {$, actions, code, el, external, facts, notice, note, paragraph, show, showForm, showResult,
  stepLink} from './dom.js';
import {plural} from './format.js';
import {postWithKey} from './keyed.js';
import {forgetLogin} from './logins.js';
import {kindOf, orgBody, whichOrg} from './org.js';
import {hideQuery, showQuery} from './query.js';
import {state} from './state.js';
import {valueOf} from './values.js';
import {sentence} from './words.js';

const asShell = text => `'${text.replaceAll('\'', '\'\\\'\'')}'`;

export function showToken({result, warnings = []}, again) {
  const {host, kind} = whichOrg();
  const who = el('p', {className: 'who'}, valueOf('username'), ' · ', host, ' · ', el('b', {}, kindOf(kind)));
  const answer = el('div', {className: 'answer', id: 'session-answer', role: 'status'});
  const title = result.tokenSource === 'store' ? 'The stored token is in use' : 'Salesforce gave an access token';
  showResult($('request-card'), $('token-result'),
    notice('success', title, who,
      paragraph('Treat it like a password. Revealed values hide themselves after 30 seconds.')),
    ...warnings.map(warning => notice('warning', sentence(warning))),
    actions(act('Open org', open, answer, ''), act('Who am I?', whoami, answer), act('Limits', limits, answer),
      act('Revoke', revoke, answer), stepLink(5, 'Add to CI', 'secondary outline small'),
      button('Request again', again)),
    answer, facts(rows(result)), copies(result), whole(result));
  showQuery();
  nameUser(who, host, kind);
}

/** The org's own word for who this is; without it the form's stands there. */
async function nameUser(who, host, kind) {
  const found = await postWithKey('/api/whoami', orgBody()).catch(() => null);
  if (found && who.isConnected) {
    show(who, el('span', {}, 'Logged in as '), el('b', {}, found.name ?? found.preferred_username), ' · ',
      found.preferred_username ?? '', ' · ', host, ' · ', el('b', {}, kindOf(kind)));
  }
}

let asked = null;

/** What was asked last is what is answered; an org that hangs keeps no connection from it. */
function act(label, work, place, kind = 'secondary outline small') {
  const made = button(label, () => busy(made, async () => {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    const answer = await work(mine).catch(({answer: said, message}) =>
      [notice('error', sentence(said?.error ?? message), said?.fix && paragraph(sentence(said.fix)))]);
    if (mine === asked) {
      show(place, ...answer);
    }
  }), {kind: kind || 'small'});
  return made;
}

async function open({signal}) {
  // a tab that is opened after the answer would be blocked as a pop-up
  const tab = window.open('about:blank', '_blank');
  try {
    const {url} = await postWithKey('/api/open', orgBody(), {signal});
    if (tab) {
      tab.opener = null;
      tab.location.replace(url);
    }
    return [tab ? notice('success', 'The org is open in a new tab', paragraph('The address works once.'))
      : notice('warning', 'The browser blocked the new tab', paragraph(external(url, 'Open org')))];
  } catch (refused) {
    tab?.close();
    throw refused;
  }
}

const SHOWN = [['name', 'Name'], ['preferred_username', 'Username'], ['email', 'Email'], ['user_id', 'User ID'],
  ['organization_id', 'Org ID'], ['instanceUrl', 'Instance'], ['scope', 'Scopes'], ['zoneinfo', 'Time zone']];

async function whoami({signal}) {
  const found = await postWithKey('/api/whoami', orgBody(), {signal});
  return [notice('success', `You are ${found.name ?? found.preferred_username}`, facts(SHOWN
    .filter(([name]) => found[name]).map(([name, label]) => [label, code(String(found[name]))]))),
  ...found.warnings.map(warning => note(sentence(warning)))];
}

async function limits({signal}) {
  const {limits: list} = await postWithKey('/api/limits', orgBody(), {signal});
  const row = ({name, remaining, max}) => el('tr', {}, el('th', {scope: 'row'}, name.replace(/(?<=[a-z])(?=[A-Z])/g,
    ' ')),
    el('td', {}, remaining.toLocaleString('en')), el('td', {}, max.toLocaleString('en')),
    el('td', {}, max > 0 ? `${Math.round(100 * remaining / max)} %` : '–'));
  return [notice('info', `${plural(list.length, 'limit')} that an integration meets first`), el('div',
    {className: 'scroll', tabIndex: 0,
    role: 'region', 'aria-label': 'Limits'}, el('table', {}, el('thead', {}, el('tr', {}, ...['Limit', 'Left', 'Of',
      'Left in percent']
    .map(name => el('th', {scope: 'col'}, name)))), el('tbody', {}, ...list.map(row))))];
}

async function revoke() {
  await server.post('/api/logout', orgBody());
  state.token = null;
  forgetLogin();
  hideQuery();
  showForm($('request-card'), $('token-result'));
  show($('ended-4'), notice('success', 'The token is revoked', paragraph('Salesforce takes it no longer.')));
  $('ended-4').querySelector('.title').focus();
  return [];
}

function secretRow(term, secret, about) {
  const text = el('code', {className: 'secret'});
  const reveal = revealButton(text, `${secret.slice(0, 15)}••••••••••••`, secret, term);
  return [term, text, el('span', {className: 'actions'}, reveal, copyButton(secret, term)), about && el('small', {},
    about)];
}

function rows(result) {
  const plain = name => result[name] && [name, code(result[name]), el('span', {className: 'actions'},
    copyButton(result[name], name))];
  return [secretRow('access_token', result.access_token), plain('instance_url'), plain('scope'), plain('id'),
    secretRow('Frontdoor URL', result.frontdoorUrl,
      'Logs a browser in to the org. It contains the token, so do not share it.')];
}

/** The token where it is needed; copying gives it in full, and nothing shows it. */
function copies({access_token: token, instance_url: instance}) {
  const url = `${instance}/services/data/`;
  return el('div', {className: 'actions copies'}, el('span', {className: 'muted'}, 'Copy as'),
    copyButton(`Authorization: Bearer ${token}`, 'token as header', 'Header'),
    copyButton(`curl -H ${asShell(`Authorization: Bearer ${token}`)} ${asShell(url)}`, 'token as curl command',
      'curl'),
    copyButton(`export SF_ACCESS_TOKEN=${asShell(token)}\nexport SF_INSTANCE_URL=${asShell(instance)}\n`,
      'token as environment variables', 'Environment'));
}

/** Masked as well; copying gives the whole. */
function whole(result) {
  const isSecret = value => [result.access_token, encodeURIComponent(result.access_token)].some(form =>
    value.includes(form));
  const mask = (_, value) => typeof value === 'string' && isSecret(value) ? '••••••••' : value;
  const masked = JSON.stringify(result, mask, 2);
  const json = JSON.stringify(result, null, 2);
  const text = el('code');
  return el('details', {}, el('summary', {}, 'The whole answer as JSON'),
    actions(revealButton(text, masked, json, 'JSON'), copyButton(json, 'JSON')), el('pre', {}, text));
}

