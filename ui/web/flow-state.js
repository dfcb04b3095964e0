/** How far the way to a token is open, stop by stop. Pure: what is known in, states and words out. */

import {appState, certificateState, configState, loginState} from './progress.js';

/** The stop at which a refusal of each stage shows; the stages are the doctor's. */
const STOP_OF_STAGE = {request: 'org', app: 'app', signature: 'app', audience: 'org', user: 'org', permission: 'app'};

/**
 * @param known what {@code state} has, with `login` and `refused` those of the form's login, and `unsaved`
 * @return {@code [{id, label, step, state, text}]}: state is todo, done, warn, error or active
 */
export function flowOf(known, now = Date.now()) {
  const stopped = stopOf(known);
  const stops = [
    stop('machine', 'This machine', 6, machineState(known)),
    stop('key', 'Your key', 1, certificateState(known.disk, now)),
    stop('app', 'External Client App', 2, appState(known)),
    stop('org', 'Salesforce', 3, configState(known.disk, known.unsaved)),
    stop('token', 'Token', 4, known.loggingIn ? ['active', 'Logging in …'] : loginState(known))
  ];
  return stops.map(one => one.id === stopped?.id ? {...one, state: 'error', text: stopped.text} : one);
}

const stop = (id, label, step, [state, text]) => ({id, label, step, state, text});

function machineState({connection}) {
  return connection === 'open' ? ['done', 'Ready'] : connection === 'connecting' ? ['todo', 'Connecting']
    : ['error', 'Server stopped'];
}

/** Where the last login stopped, as far as the refusal tells. */
function stopOf({refused, refusals, loggingIn}) {
  const stage = !loggingIn && refused && refusals.find(({id}) => id === refused.code)?.stage;
  return stage ? {id: STOP_OF_STAGE[stage], text: `The login stopped at ${STAGE_WORDS[stage]}`} : null;
}

const STAGE_WORDS = {request: 'the request', app: 'the app', signature: 'the signature', audience: 'the audience',
  user: 'the user', permission: 'the permission'};

/** The way between two stops: open where the one before it is done. */
export function hopsOf(stops, loggingIn) {
  return stops.slice(1).map((to, index) => {
    const from = stops[index];
    return loggingIn && index > 0 ? 'active' : to.state === 'error' ? 'error'
      : from.state === 'done' && to.state === 'done' ? 'done' : 'todo';
  });
}
