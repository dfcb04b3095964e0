/**
 * What was typed and is not saved yet. It survives a reload of this tab, belongs to one folder, and never beats a file
 * that is newer than it: then it is offered.
 */

import {ofFolder, state, store, stored} from './state.js';

/** What was typed over this version of the file, and what was typed over older ones. */
let draft = {version: null, values: {}, older: {}};
let known = false;

/**
 * @param ofFile the fields that the file has
 * @return the values that were typed over this very file; those of an older one are left for {@link offered}
 */
export function readDraft(version, ofFile) {
  if (!known) {
    const kept = stored('sessionStorage', ofFolder('draft'), {version});
    draft = {older: {}, ...kept, values: {...kept.values, ...draft.values}};
    known = true;
    write();
  }
  if (draft.version !== version) {
    draft.version = version;
    for (const id of ofFile.filter(isTyped)) {
      draft.older[id] = draft.values[id];
      delete draft.values[id];
    }
    write();
  }
  return draft.values;
}

/** What was typed before the file changed, if it says something else than the form does now. */
export function offered(current) {
  const other = Object.entries(draft.older).filter(([id, value]) => current[id] !== value);
  return other.length > 0 ? Object.fromEntries(other) : null;
}

export const isTyped = id => id in draft.values;

export function keep(id, value) {
  draft.values[id] = value;
  write();
}

export function forgetOlder() {
  draft.older = {};
  write();
}

export function forget(ids) {
  for (const id of ids) {
    delete draft.values[id];
    delete draft.older[id];
  }
  write();
}

function write() {
  if (known && state.status.root) {
    store('sessionStorage', ofFolder('draft'), draft);
  }
}
