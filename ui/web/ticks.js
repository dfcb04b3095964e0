/** The boxes of step 2 that were ticked for this folder: they are about an org, which the server knows nothing of. */

import {changed, ofFolder, state, store, stored, storedAs, tell} from './state.js';

/** What is ticked, of how many, and which of them are about the upload of a certificate. */
let kept = {ticked: [], of: 0, uploads: []};

/** Once the folder is known; from then on what another tab ticks is ticked here too. */
export function startTicks() {
  recall();
  addEventListener('storage', ({key}) => {
    if (key === storedAs(ofFolder('ticks'))) {
      recall();
      tell('ticks');
      changed();
    }
  });
}

function recall() {
  kept = {...kept, ...stored('localStorage', ofFolder('ticks'), {})};
  state.ticked = [kept.ticked.length, kept.of];
}

export const isTicked = id => kept.ticked.includes(id);

export function keepTicks(now) {
  kept = now;
  state.ticked = [kept.ticked.length, kept.of];
  store('localStorage', ofFolder('ticks'), kept);
  changed();
}

/** A new certificate has not been uploaded, whatever was ticked before. */
export function forgetUpload() {
  if (kept.of > 0) {
    keepTicks({...kept, ticked: kept.ticked.filter(id => !kept.uploads.includes(id))});
  }
}
