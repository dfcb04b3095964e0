/** What the server says of itself and of this machine. */

import * as server from './server.js';
import {$, code, paragraph, show} from './dom.js';
import {version} from './format.js';
import {icon} from './icons.js';
import {changed, state} from './state.js';

const AGAIN_MILLIS = 700;
const TOOLS = ['java', 'openssl', 'sf', 'sfdx', 'sfjwt'];
const MISSING = {openssl: 'not needed'};
const CONNECTION = {open: ['done', 'Connected'], stopped: ['error', 'Server stopped'], stranger: ['error',
  'Server restarted']};
const SAID = {
  stopped: ['The server has stopped. Nothing on disk is lost. Start it again with ', code('sfjwt ui'),
    ' and open the address that it prints.'],
  stranger: ['The server was restarted, and this tab belongs to the old one. Open the address that the new one printed '
    + 'in the terminal.']
};

const first = Promise.withResolvers();

/** Fulfilled once the server has said what it is. */
export const statusKnown = first.promise;

/** Versions are looked for in the background: asked again until all are known. */
export async function readStatus() {
  try {
    state.status = await server.get('/api/status');
  } catch {
    return;
  }
  first.resolve();
  showTools();
  changed();
  if (TOOLS.some(tool => state.status[tool] === null)) {
    setTimeout(readStatus, AGAIN_MILLIS);
  }
}

function showTools() {
  for (const tool of TOOLS) {
    const value = state.status[tool];
    $(`machine-${tool}`).textContent = typeof value === 'string' ? version(value)
      : value === false ? MISSING[tool] ?? 'not found' : '…';
  }
}

export function onConnection(now) {
  const [status, text] = CONNECTION[now];
  state.connection = now;
  $('connection').dataset.status = status;
  if ($('connection-text').textContent !== text) {
    $('connection-text').textContent = text;
  }
  $('banner').hidden = now === 'open';
  if (SAID[now] && $('banner').dataset.now !== now) {
    show($('banner'), icon('alert'), paragraph(...SAID[now]));
  }
  $('banner').dataset.now = now;
  changed();
}
