import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readEvents} from '../web/events.js';

const encoder = new TextEncoder();

async function read(...pieces) {
  const told = [];
  let heard = 0;
  const body = new ReadableStream({
    start(stream) {
      pieces.forEach(piece => stream.enqueue(encoder.encode(piece)));
      stream.close();
    }
  });
  await readEvents(
    body,
    (data, name) => told.push([name, data]),
    () => heard++
  );
  return {told, heard};
}

test('an event may come in pieces, with comments and either end of line between', async () => {
  const {told, heard} = await read('event: a\ndata: {"n', '":1}\n\n: still here\n\nevent: b\r\nda', 'ta: 2\r\n\r\n');
  assert.deepEqual(told, [
    ['a', {n: 1}],
    ['b', 2]
  ]);
  assert.equal(heard, 3);
});

test('what is cut off at the end is no event', async () => {
  assert.deepEqual((await read('event: a\ndata: {"n":1}\n')).told, []);
});
