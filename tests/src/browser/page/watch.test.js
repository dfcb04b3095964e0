import assert from 'node:assert/strict';
import {test} from 'node:test';

/** A browser in which a site may keep nothing: then it has no locks, and some have no channel between tabs. */
const denied = () => {
  throw new DOMException('The request was denied.', 'SecurityError');
};
const answers = {
  '/api/events': () => new Response('data: {"step": "finished"}\n\n', {headers: {'Content-Type': 'text/event-stream'}}),
  '/api/status': () => Response.json({error: 'another run'}, {status: 401})
};
Object.assign(globalThis, {
  location: {hash: '#token=abc', pathname: '/'},
  history: {replaceState: () => {}},
  BroadcastChannel: class {
    constructor() {
      denied();
    }
  },
  fetch: async path => answers[path]()
});
Object.defineProperty(globalThis, 'navigator', {value: {locks: {request: async () => denied()}}});

test('a browser that keeps nothing shows what happens and how the server is all the same', async () => {
  const {watch} = await import('../web/watch.js');
  const told = [];
  await new Promise(resolve => watch(event => told.push(event.step), connection => {
    told.push(connection);
    if (connection === 'stranger') {
      resolve();
    }
  }, () => told.push('listening')));
  assert.deepEqual(told, ['open', 'listening', 'finished', 'stranger']);
});
