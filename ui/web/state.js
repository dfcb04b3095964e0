/**
 * What the page knows, and who wants to hear when it changes: so that no module has to know all the others.
 */

export const state = {
  status: {},
  disk: {},
  guide: null,
  refusals: [],
  login: null,
  token: null,
  refused: false,
  force: {},
  ticked: [0, 0]
};

const listeners = new Map();

/** @param topic {@code changed} (a value), {@code disk}, {@code made} (a certificate), {@code step} (another shown) */
export function on(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export const tell = topic => listeners.get(topic)?.forEach(listener => listener());

/** What this browser keeps under a name of ours. */
export function stored(storage, key, otherwise) {
  try {
    return JSON.parse(storage.getItem(`sfjwt.${key}`)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export const store = (storage, key, value) => storage.setItem(`sfjwt.${key}`, JSON.stringify(value));
