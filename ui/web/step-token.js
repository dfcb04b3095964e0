/** Step 4: the login, and what Salesforce says to it. */

import * as server from './server.js';
import {busy, button, copyButton, revealButton} from './controls.js';
import {$, announce, code, el, facts, notice, paragraph, show, stepLink} from './dom.js';
import {askWhy} from './examine.js';
import {mendButton, mendOfAnswer} from './failure.js';
import {changed, valueOf} from './forms.js';
import {currentStep, goTo} from './navigation.js';
import {noteLogin, orgBody, unfilled} from './org.js';
import {on, state} from './state.js';
import {filterRefusals} from './step-trouble.js';
import {sentence} from './words.js';

export function startToken() {
  on('step', () => currentStep() === 4 && showClaims());
  $('request').addEventListener('click', () => busy($('request'), requestToken));
}

const CLAIMS = ['iss', 'sub', 'aud', 'exp', 'to'];

async function showClaims() {
  CLAIMS.forEach(name => {
    $(`claim-${name}`).textContent = '…'; // until it is known, nothing may stand there that is not sent
  });
  if (unfilled()) {
    show(
      $('notice-4'),
      notice(
        'info',
        'Step 3 comes first',
        paragraph(
          'Consumer Key, username and seconds are not all filled in yet. ',
          el('a', {href: '#step-3'}, 'Go to step 3')
        )
      )
    );
    return;
  }
  try {
    const {claims, tokenEndpoint} = await server.post('/api/claims', orgBody());
    show($('notice-4'));
    const rows = {
      iss: claims.iss,
      sub: claims.sub,
      aud: claims.aud,
      to: tokenEndpoint,
      exp: `${claims.exp}, ${valueOf('expiresIn')} s from the request`
    };
    Object.entries(rows).forEach(([name, value]) => {
      $(`claim-${name}`).textContent = value;
    });
  } catch (refused) {
    show(
      $('notice-4'),
      notice(
        'warning',
        sentence(refused.answer?.error ?? refused.message),
        paragraph(sentence(refused.answer?.fix)),
        mendOfAnswer(refused.answer)
      )
    );
  }
}

async function requestToken() {
  if (unfilled()) {
    goTo(3, unfilled());
    return;
  }
  const result = $('token-result');
  result.hidden = true;
  $('report-4').hidden = true;
  $('token-wait').textContent = 'Asking Salesforce …';
  try {
    const answer = await server.post('/api/get-token', orgBody(), crypto.randomUUID());
    state.token = answer.result;
    noteLogin(true);
    showToken(answer);
  } catch (refused) {
    state.token = null;
    // a request that never reached Salesforce says nothing of the login
    if (refused.answer?.salesforceError) {
      noteLogin(false);
    }
    showRefusal(refused);
  } finally {
    $('token-wait').textContent = '';
    result.hidden = false;
    result.querySelector('[tabindex="-1"]').focus();
    changed();
  }
}

function secretRow(term, secret, note) {
  const text = el('code', {className: 'secret'});
  const reveal = revealButton(text, `${secret.slice(0, 15)}••••••••••••`, secret, term);
  return [
    term,
    text,
    el('span', {className: 'actions'}, reveal, copyButton(secret, term)),
    note && el('small', {}, note)
  ];
}

function showToken({result, warnings = []}) {
  const plainRow = name =>
    result[name] && [name, code(result[name]), el('span', {className: 'actions'}, copyButton(result[name], name))];
  const rows = [
    secretRow('access_token', result.access_token),
    plainRow('instance_url'),
    plainRow('token_type'),
    plainRow('scope'),
    plainRow('id'),
    secretRow(
      'Frontdoor URL',
      result.frontdoorUrl,
      'Logs a browser in to the org. It contains the token, so do not share it.'
    )
  ];
  show(
    $('token-result'),
    notice(
      'success',
      'Salesforce gave an access token',
      paragraph(`For ${valueOf('username')}. Revealed values hide themselves after 30 seconds.`)
    ),
    facts(rows.filter(Boolean)),
    ...warnings.map(warning => notice('warning', sentence(warning))),
    wholeAnswer(result),
    el('div', {className: 'actions'}, stepLink(5, 'Next: Salesforce CLI and CI'))
  );
  announce('Salesforce gave an access token');
}

/** Masked as well; copying gives the whole. */
function wholeAnswer(result) {
  const isSecret = value =>
    [result.access_token, encodeURIComponent(result.access_token)].some(form => value.includes(form));
  const masked = JSON.stringify(
    result,
    (_, value) => (typeof value === 'string' && isSecret(value) ? '••••••••' : value),
    2
  );
  const json = JSON.stringify(result, null, 2);
  const text = el('code');
  return el(
    'details',
    {},
    el('summary', {}, 'The whole answer as JSON'),
    el('div', {className: 'actions'}, revealButton(text, masked, json, 'JSON'), copyButton(json, 'JSON')),
    el('pre', {}, text)
  );
}

function showRefusal({answer, message}) {
  const {
    salesforceError,
    salesforceDescription,
    meaning,
    causes = [],
    fix,
    code: id,
    retryAfterSeconds
  } = answer ?? {};
  const known = state.refusals.find(refusal => refusal.id === id);
  const title = salesforceError ? 'Salesforce refused the login' : sentence(answer?.error ?? message);
  const said =
    salesforceError &&
    el('blockquote', {}, code(salesforceError), salesforceDescription ? ` ${salesforceDescription}` : '');
  const list =
    causes.length > 0 &&
    el(
      'ol',
      {className: 'causes'},
      ...causes.map((cause, index) =>
        el(
          'li',
          {},
          el('b', {}, sentence(cause.why)),
          el('p', {}, sentence(cause.fix)),
          mendButton(cause.fix, index === 0 ? 'small' : 'secondary outline small')
        )
      )
    );
  const again = button('Try again', () => busy($('request'), requestToken), {kind: 'secondary outline'});
  // what fails on this machine says itself what it is
  const why =
    [4, 5].includes(answer?.exitCode) &&
    el(
      'div',
      {className: 'why'},
      button(salesforceError ? 'Why was it refused?' : 'Why did it fail?', askWhy, {kind: ''}),
      el(
        'p',
        {className: 'muted'},
        'Checks everything a login needs, tries once more, and says which of the causes it is.'
      )
    );
  show(
    $('token-result'),
    notice(
      'error',
      title,
      said,
      meaning && paragraph(meaning),
      retryAfterSeconds && paragraph(`Salesforce asks to wait ${retryAfterSeconds} seconds.`)
    ),
    why,
    list && el('h3', {}, 'What mends it, the most likely first'),
    list || paragraph(sentence(fix)),
    !list && mendOfAnswer(answer, 'small'),
    known?.passing === 'with_propagation' &&
      notice(
        'info',
        'Changed something in Setup a moment ago?',
        paragraph('It can take ten minutes until it counts everywhere; then the same login works.')
      ),
    el(
      'div',
      {className: 'actions'},
      again,
      el('a', {href: '#step-6', role: 'button', className: 'secondary outline'}, 'All known errors')
    )
  );
  $('search').value = salesforceDescription || salesforceError || '';
  filterRefusals();
}
