import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as commands from '../web/commands.js';

const values = {
  consumerKey: '3MVG9.key',
  username: 'ci@acme.example',
  privateKeyFile: './certs/server.key',
  certPath: '',
  loginUrl: '',
  sandbox: false,
  audience: '',
  expiresIn: '300',
  configPath: './jwt.json'
};
test('what is as usual is left out', () => {
  assert.equal(commands.token('sh', {values, unsaved: false}), 'sfjwt get-token');
  assert.equal(
    commands.setup('sh', {values}).replace(/ \\\n /g, ''),
    'sfjwt setup-config --consumer-key 3MVG9.key --username ci@acme.example'
  );
});

test('a profile is named, as the page shows one of several orgs', () => {
  const named = {values: {...values, profileName: 'dev'}, unsaved: false};
  assert.equal(commands.token('sh', named), 'sfjwt get-token --profile dev');
  assert.equal(commands.checkSetup('sh', named), 'sfjwt doctor --profile dev --offline');
  assert.match(commands.setup('sh', named), /^sfjwt setup-config .*--profile dev/s);
});

test('a value that looks like a flag stays one word with its flag', () => {
  assert.equal(commands.generate('sh', {values: {email: '', org: '-dash'}}).includes('--org=-dash'), true);
});

test('a certificate is named only where it is not the one beside the key', () => {
  assert.equal(commands.certOf({certPath: 'certs/server.crt', privateKeyFile: './certs/server.key'}), undefined);
  assert.equal(commands.certOf({certPath: './mine.crt', privateKeyFile: './certs/server.key'}), './mine.crt');
});

test('a quote in a value cannot end the word that it stands in', () => {
  const command = commands.verify('sh', {values: {...values, privateKeyFile: 'o\'hara.key'}});
  assert.equal(command, 'sfjwt verify-key \'o\'\\\'\'hara.key\'');
});
