/** What will be sent, before it is sent: the token's header, its claims with local times, and who signs it. */

import * as server from './server.js';
import {button} from './controls.js';
import {$, code, el, facts, paragraph, show} from './dom.js';
import {moment} from './format.js';
import {typePassphrase} from './keyed.js';
import {orgBody} from './org.js';
import {state} from './state.js';
import {valueOf} from './values.js';
import {onPage, sentence} from './words.js';

let asked = 0;

/** @return what is wrong with the values, or null */
export async function showJwt(place) {
  const mine = ++asked;
  try {
    const answer = await server.post('/api/claims', orgBody());
    if (mine === asked) {
      show(place, ...view(answer, () => showJwt(place)));
    }
    return null;
  } catch (refused) {
    if (mine === asked) {
      show(place);
    }
    return mine === asked ? refused.answer ?? {error: refused.message} : null;
  }
}

function view({header, claims, tokenEndpoint, audiences, key}, again) {
  const other = audiences[1] && el('small', {}, `${audiences[1]} is tried where this one is refused`);
  return [el('h3', {}, 'What will be sent'), el('div', {className: 'jwt'},
    part('header', 'Header', facts([['alg', code(header.alg)]])),
    part('claims', 'Claims', facts([
      ['iss', code(claims.iss), el('small', {}, 'Consumer Key')],
      ['sub', code(claims.sub), el('small', {}, 'username')],
      ['aud', code(claims.aud), other || el('small', {}, 'audience')],
      ['exp', code(String(claims.exp)), el('small', {},
        `${moment(claims.exp * 1000)}, ${valueOf('expiresIn')} s after the request`)]])),
    part('signature', 'Signature', ...signature(key, again)),
    part('to', 'Sent to', paragraph(code(tokenEndpoint))))];
}

const part = (id, title, ...content) => el('section', {'data-part': id, id: `jwt-${id}`},
  el('h4', {}, title), ...content);

/** Whether what is signed will verify, as far as this machine can tell. */
function signature({format, bits, problem}, again) {
  const file = code(onPage(valueOf('privateKeyFile')));
  if (problem?.code === 'passphrase_needed') {
    return [paragraph(file, ' is encrypted. '), button('Enter the passphrase', async () => {
      if (await typePassphrase(sentence(problem.error))) {
        await again();
        $('request').focus();
      }
    })];
  }
  if (problem) {
    return [paragraph('Cannot be signed: ', sentence(problem.error))];
  }
  const {matches, certificate} = state.disk;
  const verified = matches === true && certificate ? ['Verifies with ', code(onPage(certificate.path))]
    : matches === false ? ['Does not verify with the certificate beside the key']
      : ['No certificate beside the key to verify it with'];
  return [paragraph('RS256 with ', file, ` (${format}, ${bits} bits)`), paragraph(...verified)];
}
