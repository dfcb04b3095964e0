/** The dashboard's own server: the token that opens it, and calls. */

import {readEvents} from './events.js';
import {store, stored} from './state.js';

let token = takeToken();
let onStranger = () => {};

/**
 * The launch address carries the token in its fragment, which browsers send nowhere. It is wiped from the address bar
 * and the history at once. So that a reload works it is kept in sessionStorage: readable by this tab and this origin
 * only, gone with the tab, and worthless once the server stops. Never a cookie: cookies go to every port of 127.0.0.1.
 */
function takeToken() {
  const parts = location.hash.slice(1).split('&');
  const given = parts.find(part => part.startsWith('token='));
  if (!given) {
    return stored('sessionStorage', 'token', null);
  }
  const taken = given.slice('token='.length);
  const rest = parts.filter(part => part !== given).join('&');
  store('sessionStorage', 'token', taken);
  history.replaceState(null, '', location.pathname + (rest ? `#${rest}` : ''));
  return taken;
}

export const hasToken = () => Boolean(token);

/** For a launch address that is pasted into a tab that is open already; true if it was one. */
export function takeNewToken() {
  const old = token;
  if (!location.hash.includes('token=')) {
    return false;
  }
  token = takeToken();
  return token !== old;
}

/** Names this run of the server without saying its token: tabs of another run have nothing to say to this one. */
export function run() {
  let digest = 5381;
  for (const character of token) {
    digest = (digest * 33 + character.charCodeAt(0)) % 2 ** 32;
  }
  return digest.toString(36);
}

/** @param told that the server which answers is another run's, for which this tab has no token */
export function whenStranger(told) {
  onStranger = told;
}

/** What the server said instead of doing it: {error, code, fix, causes, …}. */
class Refused extends Error {
  constructor(status, answer) {
    super(answer.error ?? `HTTP ${status}`);
    this.status = status;
    this.answer = answer;
    this.code = answer.code ?? 'http';
  }
}

export const STOPPED = {
  error: 'The dashboard\'s server does not answer; it has probably been stopped.', code: 'stopped',
  fix: 'start it again with sfjwt ui and open the address that it prints'
};

const RELOAD = 'Reload the page; if that does not help, start sfjwt ui again.';

/** Of a connection that broke: its caller has ended it, or nobody is there any more. */
const broke = (broken, signal) => signal?.aborted ? broken : new Refused(0, STOPPED);

/** A module that is fetched when somebody first needs it; where it does not come, a refusal says so. */
export const whenLoaded = module => module.catch(() => {
  throw new Refused(0, {error: 'This part of the page could not be loaded', code: 'not_loaded', fix: RELOAD});
});

/** The answer as it is, for a caller that reads it bit by bit. */
export async function request(path, options = {}) {
  let response;
  try {
    response = await fetch(path, {...options, headers: {...options.headers, 'X-SFJWT-Token': token}});
  } catch (broken) {
    throw broke(broken, options.signal);
  }
  if (response.status === 401) {
    onStranger();
  }
  return response;
}

async function answerOf(response, signal) {
  const text = await response.text().catch(broken => {
    throw broke(broken, signal);
  });
  let answer;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new Refused(response.status, {error: `The server's answer (HTTP ${response.status}) is not JSON.`,
      fix: RELOAD});
  }
  // a check that found something is HTTP 200 with an error, as on the command line
  if (!response.ok || answer.error) {
    throw new Refused(response.status, answer);
  }
  return answer;
}

export const get = async (path, options) => answerOf(await request(path, options));

/**
 * @param operation an id of ours, by which the events of this call are told from others
 * @param signal ends the call, and with it the work behind it
 */
export async function post(path, body, {operation, signal} = {}) {
  const headers = {'Content-Type': 'application/json', ...(operation && {'X-SFJWT-Operation': operation})};
  return answerOf(await request(path, {method: 'POST', headers, body: JSON.stringify(body), signal}), signal);
}

/**
 * A call whose answer comes bit by bit; returns when it is complete.
 *
 * @param onEvent called with each event's data and name
 * @param signal ends the call, and with it the work behind it
 */
export async function follow(path, body, onEvent, signal) {
  const response = await request(path, {method: 'POST', signal, headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(body)});
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    await answerOf(response, signal);
    return;
  }
  try {
    await readEvents(response.body, onEvent, () => {});
  } catch (broken) {
    throw broke(broken, signal);
  }
}
