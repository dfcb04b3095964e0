import assert from 'node:assert/strict';
import {test} from 'node:test';
import {state} from '../web/state.js';
import {onPage, sentence} from '../web/words.js';

test('paths below the folder are said as a person types them', () => {
  state.status = {root: '/data'};
  assert.equal(onPage('/data/certs/server.key'), './certs/server.key');
  assert.equal(sentence('"/data/jwt.json" is there (as is /data/b)'), '"./jwt.json" is there (as is ./b)');
});

test('an address that has the folder\'s name in it stays as it is', () => {
  state.status = {root: '/data'};
  assert.equal(onPage('https://a.my.salesforce.com/services/data/v62.0'),
    'https://a.my.salesforce.com/services/data/v62.0');
  state.status = {root: '/services'};
  assert.equal(onPage('https://a.my.salesforce.com/services/oauth2/token'),
    'https://a.my.salesforce.com/services/oauth2/token');
});

test('in the folder / addresses stay too', () => {
  state.status = {root: '/'};
  assert.equal(onPage('see https://login.salesforce.com/ and /certs/server.key'),
    'see https://login.salesforce.com/ and ./certs/server.key');
});

test('a sentence begins with a capital, and a name in its place stays as it is', () => {
  state.status = {};
  for (const [said, shown] of [['the key is gone', 'The key is gone'], ['self-signed', 'Self-signed'],
    ['run: x', 'Run: x'], ['no', 'No'], ['salesforce\'s words', 'Salesforce\'s words'], ['', ''], [undefined, '']]) {
    assert.equal(sentence(said), shown);
  }
  for (const said of ['sf org list failed', 'sfjwt ui', 'ci@acme.example is inactive', 'ci.user@acme.example',
    'ci-user@acme.example is inactive', 'my-key.pem is there', 'jwt.json', 'certs/server.key is there',
    'privateKeyFile is missing', 'https://acme.example', 'login.salesforce.com says no']) {
    assert.equal(sentence(said), said);
  }
});
