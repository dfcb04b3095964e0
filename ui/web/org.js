/** The login that step 3 describes: as the API takes it, and whether it is what is saved. */

import {state} from './state.js';
import {valueOf, values} from './values.js';
import {onPage} from './words.js';

export function orgBody() {
  const {consumerKey, username, privateKeyFile, sandbox, expiresIn, loginUrl, audience} = values();
  const seconds = /^\d{1,5}$/.test(expiresIn) ? Number(expiresIn) : undefined;
  const body = {consumerKey, username, privateKeyFile, sandbox, expiresIn: seconds, loginUrl, audience};
  return state.passphrase ? {...body, passphrase: state.passphrase} : body;
}

/** Says which login it is: a token of another app, user or org is not this one's. */
export function identity() {
  const {consumerKey, username, loginUrl, sandbox, audience} = values();
  return JSON.stringify([consumerKey, username, loginUrl, sandbox, audience]);
}

const plain = path => onPage(path).replace(/^\.\//, '');

export const formOf = config => ({
  consumerKey: config.consumerKey ?? '',
  username: config.subject ?? '',
  privateKeyFile: config.privateKeyFile ?? '',
  sandbox: config.sandbox === true,
  expiresIn: String(config.expiresIn ?? 300),
  loginUrl: config.loginUrl ?? '',
  audience: config.audience ?? ''
});

/** Whether the form says something else than the jwt.json on disk, as far as that is known yet. */
export function isUnsaved() {
  const {known, config, profile, path} = state.disk;
  return known === true && (!config || valueOf('profileName') !== profile
    || plain(valueOf('configPath')) !== plain(path)
    || Object.entries(formOf(config)).some(([id, value]) =>
      id === 'privateKeyFile' ? plain(valueOf(id)) !== plain(value) : valueOf(id) !== value));
}

/** The first field of step 3 without which nothing can be sent, if there is one. */
export const unfilled = () => ['consumerKey', 'username'].find(field => !valueOf(field))
  ?? (/^[0-9]+$/.test(valueOf('expiresIn')) ? null : 'expiresIn');

const KIND = {demo: 'DEMO ORG', sandbox: 'SANDBOX', production: 'PRODUCTION'};

/** @return {host, kind} of the org in the form; an empty host where nothing says which org it is */
export function whichOrg() {
  const {loginUrl, sandbox, consumerKey} = values();
  if (!loginUrl) {
    return {host: consumerKey ? `${sandbox ? 'test' : 'login'}.salesforce.com` : '',
      kind: consumerKey ? sandbox ? 'sandbox' : 'production' : ''};
  }
  const host = loginUrl.replace(/^[a-z]+:\/\//i, '').replace(/[/:].*$/, '').toLowerCase();
  const isDemo = /^(localhost|127\.0\.0\.1|\[?::1\]?)$/.test(host);
  const isSandbox = sandbox || host === 'test.salesforce.com' || /--|\.(sandbox|scratch)\./.test(host);
  return {host, kind: isDemo ? 'demo' : isSandbox ? 'sandbox' : 'production'};
}

export const kindOf = kind => KIND[kind] ?? '';
