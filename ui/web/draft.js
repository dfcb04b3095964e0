/**
 * What was typed and is not saved yet. It survives a reload of this tab, belongs to one folder, and never beats a file
 * that is newer than it: then it is offered.
 */

import {ofFolder, state, store, stored} from './state.js';

let draft = {version: null, values: {}};
let known = false;

/** @return the values that were typed over this very file; an older draft is left for {@link offered} */
export function readDraft(version) {
  if (!known) {
    draft = stored(sessionStorage, ofFolder('draft'), {version, values: {}});
    known = true;
  }
  return draft.version === version ? draft.values : {};
}

/** What was typed before the file changed, if it says something else than the form does now. */
export function offered(version, current) {
  const other = Object.entries(draft.values).filter(([id, value]) => id in current && current[id] !== value);
  return draft.version !== version && other.length > 0 ? Object.fromEntries(other) : null;
}

export const isTyped = id => id in draft.values;

export function keep(id, value) {
  draft.values[id] = value;
  write();
}

/** From now on what is typed is typed over this file. */
export function rebase(version) {
  draft.version = version;
  write();
}

export function forget(ids) {
  ids.forEach(id => delete draft.values[id]);
  write();
}

function write() {
  if (known && state.status.rootId) {
    store(sessionStorage, ofFolder('draft'), draft);
  }
}
