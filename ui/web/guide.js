/** The guide's text and the known refusals: long, so they are asked for when somebody first needs them. */

import * as server from './server.js';
import {state} from './state.js';

let asked = null;

/** @return the guide; after a call that failed the next one asks again */
export async function readGuide() {
  asked ??= server.get('/api/guide');
  try {
    const guide = await asked;
    state.refusals = guide.troubleshooting;
    return guide;
  } catch (refused) {
    asked = null;
    throw refused;
  }
}
