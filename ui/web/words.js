/** What the server says, as this page shows it. */

import {state} from './state.js';

/** A path as a person would type it. */
export function shown(path) {
  const {root} = state.status;
  return root && path.startsWith(`${root}/`) ? `./${path.slice(root.length + 1)}` : path;
}

/** A message of the server, with paths as a person would type them. */
export function onPage(text) {
  const {root} = state.status;
  return root ? (text ?? '').replaceAll(`${root}/`, './') : text ?? '';
}

/** The same as a sentence begins. */
export function sentence(text) {
  const said = onPage(text);
  return said.charAt(0).toUpperCase() + said.slice(1);
}
