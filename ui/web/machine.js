/** What the server says of itself and this machine. */

import * as server from './server.js';
import {$, code, el, show} from './dom.js';
import {version} from './format.js';
import {icon} from './icons.js';
import {state} from './state.js';

function showStatus() {
  const {java, openssl, sf, sfdx, sfjwt} = state.status;
  const text = (value, more) =>
    typeof value === 'string' ? version(value) : value === false ? `not found${more}` : '…';
  pill('pill-java', 'Java', java, 'error');
  pill('pill-sf', 'sf CLI', sf, 'none');
  $('machine-java').textContent = text(java, '');
  $('machine-sfjwt').textContent = text(sfjwt, '');
  $('machine-sf').textContent = text(sf, ', optional');
  $('machine-sfdx').textContent = text(sfdx, ', optional');
  $('machine-openssl').textContent = text(openssl, ', not needed');
}

function pill(id, name, value, whenMissing) {
  $(id).dataset.status = typeof value === 'string' ? 'done' : value === false ? whenMissing : 'todo';
  $(id).textContent =
    typeof value === 'string' ? `${name} ${version(value)}` : value === false ? `${name} not found` : `${name} …`;
}

/** Versions are looked for in the background: asked again until all are known. */
export async function readStatus() {
  try {
    state.status = await server.get('/api/status');
  } catch {
    return;
  }
  showStatus();
  if (['java', 'openssl', 'sf', 'sfdx', 'sfjwt'].some(tool => state.status[tool] === null)) {
    setTimeout(readStatus, 700);
  }
}

const CONNECTION = {
  open: ['done', 'Connected'],
  stopped: ['error', 'Server stopped'],
  stranger: ['error', 'Server restarted']
};

export function onConnection(now) {
  const [status, text] = CONNECTION[now];
  $('connection').dataset.status = status;
  if ($('connection-text').textContent !== text) {
    $('connection-text').textContent = text;
  }
  $('banner').hidden = now === 'open';
  const said = {
    stopped: [
      'The server has stopped. Nothing on disk is lost. Start it again with ',
      code('sfjwt ui'),
      ' and open the address that it prints.'
    ],
    stranger: ['The server was started anew. Open the address that it printed in the terminal.']
  }[now];
  if (said && $('banner').dataset.now !== now) {
    show($('banner'), icon('alert'), el('p', {}, ...said));
  }
  $('banner').dataset.now = now;
}
