/**
 * What the page knows, and who wants to hear when it changes: so that no module has to know all the others.
 */

export const state = {
  status: {},
  disk: {},
  /** The known refusals, once they are asked for. */
  refusals: [],
  /** The login that worked last: {at, of, name, org}; `of` says which login it was. */
  login: null,
  /** What Salesforce refused last: {of, code}; null after a login that worked. */
  refused: null,
  token: null,
  /** In this tab's memory only. */
  passphrase: '',
  connection: 'connecting',
  loggingIn: false,
  force: {},
  /** Of step 2: the names of those that are ticked, of how many. */
  tasks: {ticked: [], of: 0}
};

const listeners = new Map();

/**
 * @param topic {@code changed} (a value), {@code disk} (it was read), {@code made} (a certificate), {@code ticks},
 * {@code shell} or {@code step} (another one is shown)
 */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export const tell = topic => listeners.get(topic)?.forEach(listener => listener());

/** After any change of a value: what is shown of it elsewhere follows. */
export const changed = () => tell('changed');

const storedAs = key => `sfjwt.${key}`;

/** What this browser keeps under a name of ours; the page also works where it keeps nothing. */
export function stored(storage, key, otherwise) {
  try {
    return JSON.parse(window[storage].getItem(storedAs(key))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function store(storage, key, value) {
  try {
    window[storage].setItem(storedAs(key), JSON.stringify(value));
  } catch {
    // it lasts as long as the page
  }
}

/** What belongs to this folder, and not to another one that was served at the same address before. */
export const ofFolder = key => `${state.status.root}.${key}`;
