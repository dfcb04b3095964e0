/** The boxes of step 2, ticked for this folder: only Setup knows what they are about, and the server keeps them. */

import * as server from './server.js';
import {changed, state, tell} from './state.js';

/** What is on its way to the server. */
const wishes = new Map();
let sending = Promise.resolve();

export const isTicked = task => wishes.get(task) ?? state.tasks.ticked.includes(task);

/** The upload of this certificate: what was ticked for another one says nothing of it. */
export const ofCertificate = task => `${task}-${state.disk.certificate?.fingerprint ?? ''}`;

const counts = task => isTicked(task) && (!task.includes('-') || task === ofCertificate(task.split('-')[0]));

/** @return how many are ticked, of how many */
export const countTicks = () => [[...new Set([...state.tasks.ticked, ...wishes.keys()])].filter(counts).length,
  state.tasks.of];

/** One after the other, or an older wish would arrive last; every tab reads again, as after any work that ends. */
export function tick(tasks, ticked) {
  tasks.forEach(task => wishes.set(task, ticked));
  changed();
  const mine = sending.then(async () => {
    state.tasks = await server.post('/api/ticks', {tasks, ticked}, {operation: crypto.randomUUID()});
  }).catch(() => null).then(() => {
    if (mine === sending) { // what did not arrive is not ticked
      wishes.clear();
      tell('ticks');
      changed();
    }
  });
  sending = mine;
}
