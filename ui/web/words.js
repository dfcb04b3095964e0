/** What the server says, as this page shows it. */

import {state} from './state.js';

/** A path, or a message with paths in it, as a person would type them; the folder's name in an address stays. */
export function onPage(text) {
  const {root} = state.status;
  const said = text ?? '';
  return root ? said.replaceAll(root.replace(/\/?$/, '/'), (found, at) =>
    /[\w.:/-]/.test(said.charAt(at - 1)) ? found : './') : said;
}

/** The same as a sentence begins; a command, a file or a user at its beginning stays as it is. */
export const sentence = text => onPage(text).replace(/^(?!sf)[a-z]+(?=(?:-[a-z]+)*(?:[\s,;'’]|:\s|$))/, word =>
  word.charAt(0).toUpperCase() + word.slice(1));
