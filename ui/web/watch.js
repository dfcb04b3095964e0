/** What running operations tell, and whether the server is still there, for as long as the page lives. */

import {readEvents} from './events.js';
import {get, request, run, whenStranger} from './server.js';

/** The server sends something every 5 seconds; a stream that is silent for longer has nobody behind it. */
const SILENT_MILLIS = 11_000;
const ALIVE_MILLIS = 4_000;

const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

/**
 * One tab of a run reads the stream and passes it on to the run's other tabs: browsers allow six connections to a
 * server for all tabs together, and six open streams would leave none for the pages' own requests.
 *
 * @param onEvent called with each event's data
 * @param onConnection called with 'open', 'stopped', or at last 'stranger': then another run's server answers, and
 * nothing that happens later makes this tab's token right again
 * @param onListening called whenever a stream begins: what happened before was perhaps told to nobody
 */
export function watch(onEvent, onConnection, onListening) {
  const tabs = channel(`sfjwt-${run()}`);
  let last = null;
  const connection = state => {
    if (last !== 'stranger') {
      last = state;
      onConnection(state);
    }
  };
  whenStranger(() => connection('stranger'));
  tabs.onmessage = ({data}) => {
    if (data.event) {
      onEvent(data.event);
    } else if (data.listening) {
      onListening();
    } else if (data.connection) {
      connection(data.connection);
    } else if (last && last !== 'stranger') {
      tabs.postMessage({connection: last});
    }
  };
  tabs.postMessage({hello: true});
  const read = () => stream(event => {
    onEvent(event);
    tabs.postMessage({event});
  }, state => {
    connection(state);
    if (last !== 'stranger') {
      tabs.postMessage({connection: state});
    }
    return last !== 'stranger';
  }, () => {
    onListening();
    tabs.postMessage({listening: true});
  });
  navigator.locks.request(`sfjwt-events-${run()}`, read).catch(read);
}

/** A browser that lets a site keep nothing lets its tabs not speak either: then each of them reads for itself. */
function channel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return {postMessage: () => {}};
  }
}

/** @param onConnection says whether to go on */
async function stream(onEvent, onConnection, onListening) {
  for (let goOn = true; goOn;) {
    const silence = new AbortController();
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_MILLIS);
    };
    let refused = false;
    try {
      heard();
      const response = await request('/api/events', {signal: silence.signal});
      refused = !response.headers.get('Content-Type')?.startsWith('text/event-stream');
      if (!refused) {
        onConnection('open');
        onListening();
        await readEvents(response.body, onEvent, heard);
      }
    } catch {
      // the stream broke: the next request shows whether the server is still there
    } finally {
      clearTimeout(timer);
    }
    // another program may have the port by now, and answers something else
    const alive = await get('/api/status', {signal: AbortSignal.timeout(ALIVE_MILLIS)}).then(() => true, () => false);
    goOn = onConnection(alive ? 'open' : 'stopped');
    await pause(refused ? 5000 : alive ? 300 : 1500);
  }
}
