/** What running operations tell, and whether the server is still there, for as long as the page lives. */

import {readEvents} from './events.js';
import {request} from './server.js';

/** The server sends something every 5 seconds; a stream that is silent for longer has nobody behind it. */
const SILENT_MILLIS = 11_000;
const ALIVE_MILLIS = 4_000;

const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

/**
 * Tells what running operations do, and when the server is gone and back, for as long as the page lives.
 *
 * One tab reads the stream and passes it on to the others: browsers allow six connections to a server for all tabs
 * together, and six open streams would leave none for the pages' own requests.
 *
 * @param onEvent called with each event's data
 * @param onConnection called with 'open', 'stopped' or 'stranger' (another run's server)
 */
export function watch(onEvent, onConnection) {
  const tabs = new BroadcastChannel('sfjwt');
  let last = null;
  const event = data => {
    onEvent(data);
    tabs.postMessage({event: data});
  };
  const connection = state => {
    onConnection(state);
    // of the token only this tab can speak: each tab was opened with its own
    if (state !== 'stranger') {
      last = state;
      tabs.postMessage({connection: state});
    }
  };
  tabs.onmessage = ({data}) => {
    if (data.event) {
      onEvent(data.event);
    } else if (data.connection) {
      onConnection(data.connection);
    } else if (last) {
      tabs.postMessage({connection: last});
    }
  };
  tabs.postMessage({hello: true});
  navigator.locks.request('sfjwt-events', () => stream(event, connection));
}

async function stream(onEvent, onConnection) {
  for (;;) {
    const silence = new AbortController();
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENT_MILLIS);
    };
    let timer;
    let refused = false;
    try {
      heard();
      const response = await request('/api/events', {signal: silence.signal});
      if (response.status === 401) {
        onConnection('stranger');
        return;
      }
      refused = !response.ok;
      if (response.ok) {
        onConnection('open');
        await readEvents(response.body, onEvent, heard);
      }
    } catch {
      // the stream broke: the next request shows whether the server is still there
    } finally {
      clearTimeout(timer);
    }
    const alive = await request('/api/status', {signal: AbortSignal.timeout(ALIVE_MILLIS)}).then(
      () => true,
      () => false
    );
    onConnection(alive ? 'open' : 'stopped');
    await pause(refused ? 5000 : alive ? 300 : 1500);
  }
}
