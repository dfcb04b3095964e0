import assert from 'node:assert/strict';
import {test} from 'node:test';
import {certificateEvent} from '../web/calendar.js';
import {flowOf, hopsOf} from '../web/flow-state.js';
import {ago, daysLeft, lasts, passed} from '../web/format.js';
import {certificateState, configState} from '../web/progress.js';
import {tableOf} from '../web/table.js';

const NOW = Date.UTC(2026, 0, 10);
const certificate = {notBefore: '2026-01-01T00:00:00Z', notAfter: '2026-03-01T00:00:00Z', path: 'certs/server.crt',
  fingerprint: 'AA:BB'};
const disk = {certificate, keyFound: true, matches: true, config: {}};
const nothing = {disk: {}, ticked: [0, 16], refusals: [{id: 'user_inactive', stage: 'user'}], connection: 'open'};

test('a certificate that has expired is not called valid', () => {
  const midday = {notAfter: '2026-11-26T12:00:00'};
  assert.equal(lasts(midday, new Date('2026-11-26T12:00:00')), 'valid until 2026-11-26');
  assert.equal(lasts(midday, new Date('2026-11-26T12:00:01')), 'expired on 2026-11-26');
});

test('a certificate is due 30 days before it ends, and expired after it', () => {
  assert.equal(certificateState(disk, NOW)[0], 'done');
  assert.equal(certificateState(disk, Date.UTC(2026, 1, 5))[0], 'warn');
  assert.match(certificateState(disk, Date.UTC(2026, 2, 2))[1], /^Expired 2026-0/);
  assert.equal(certificateState({...disk, matches: false}, NOW)[0], 'error');
  assert.deepEqual(certificateState({...disk, isKeyGone: true}, NOW), ['error', 'Private key is missing']);
  assert.equal(daysLeft(certificate, NOW), 50);
  assert.equal(passed(certificate, Date.UTC(2030, 0, 1)), 1);
});

test('a certificate that begins later is not called valid', () => {
  const before = new Date('2025-12-31T12:00:00Z');
  assert.match(lasts(certificate, before), /^valid from 202/);
  assert.deepEqual(certificateState(disk, before), ['warn', lasts(certificate, before).replace('valid', 'Valid')]);
  assert.equal(certificateState(disk, NOW)[1], `Valid until ${lasts(certificate, NOW).slice(-10)}`);
});

test('a file that cannot be used is said, until the form says better', () => {
  assert.equal(configState({config: {}, problem: {}}, false)[0], 'error');
  assert.equal(configState({config: {}, problem: {}}, true)[0], 'warn');
  assert.equal(configState({}, true)[0], 'todo');
});

test('the way is open as far as things are done', () => {
  const stops = flowOf({...nothing, disk}, NOW);
  assert.deepEqual(stops.map(({state}) => state), ['done', 'done', 'todo', 'done', 'todo']);
  assert.deepEqual(hopsOf(stops, false), ['done', 'todo', 'todo', 'todo']);
});

test('it is lit where the last login stopped, and nowhere while another is under way', () => {
  const refused = {...nothing, disk, refused: {code: 'user_inactive'}};
  assert.equal(flowOf(refused, NOW).find(({id}) => id === 'org').state, 'error');
  assert.equal(flowOf({...refused, loggingIn: true}, NOW).find(({id}) => id === 'org').state, 'done');
});

test('records become a table, with the fields of other records as columns', () => {
  const answer = {totalSize: 3, records: [{attributes: {type: 'X'}, Id: '1', Owner: {attributes: {}, Name: 'Ida'}},
    {Id: '2', Tags: [1]}]};
  assert.deepEqual(tableOf(answer), {columns: ['Id', 'Owner.Name', 'Tags'], rows: [['1', 'Ida', ''], ['2', '',
    '[1]']], total: 3});
  assert.equal(tableOf({name: 'x'}), null);
  assert.equal(tableOf({records: []}), null);
});

test('records of a query within the query share a cell, and one that is not there adds no column', () => {
  const contacts = {totalSize: 2, done: true, records: [{attributes: {}, LastName: 'X'}, {LastName: 'Y', Owner: {Name:
    'Ida'}}]};
  assert.deepEqual(tableOf({totalSize: '2', records: [{Account: null, Contacts: contacts}, {Account: {Name: 'A', Owner:
    null}, Contacts: null}, {Account: {Name: null, Owner: {Name: 'B'}}}]}), {columns: ['Contacts', 'Account.Name',
    'Account.Owner.Name'], rows: [['X; Y, Ida', '', ''], ['', 'A', ''], ['', '', 'B']], total: 2});
});

test('an answer that only looks like records is none', () => {
  for (const answer of [{records: {a: 1}}, {records: 5}, 'text', 7, null, [null], [[1]], {records: ['a', {}]}]) {
    assert.equal(tableOf(answer), null);
  }
  assert.equal(tableOf({records: null, sobjects: [{name: 'Account'}]}).total, 1);
});

test('a calendar file escapes what would end a value, and folds long lines', () => {
  const event = certificateEvent({...certificate, path: `certs/${'証😀a'.repeat(40)};b,c.crt`}, NOW);
  assert.ok(event.split('\r\n').every(line => Buffer.byteLength(line) <= 75));
  assert.ok(event.replace(/\r\n /g, '').includes('\\;b\\,c.crt'));
  assert.ok(event.includes('DTSTART:20260301T000000Z'));
});

test('a calendar reminds a month before the end, or while there is time left', () => {
  const reminds = now => /TRIGGER:(.*)\r/.exec(certificateEvent(certificate, now))[1];
  assert.equal(reminds(NOW), '-P30D');
  assert.equal(reminds(Date.UTC(2026, 1, 9)), '-P10D');
  assert.equal(reminds(Date.UTC(2026, 1, 28, 12)), '-P0D');
});

test('how long ago is said in the largest unit', () => {
  assert.equal(ago(NOW - 3 * 3600_000, NOW), '3 hours ago');
  assert.equal(ago(NOW - 61_000, NOW), '1 minute ago');
  assert.equal(ago(NOW + 2 * 86_400_000, NOW), 'in 2 days');
});
