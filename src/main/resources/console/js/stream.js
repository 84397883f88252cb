// The server's events: `volumes` and `alert` as they come, `open` after the connection was lost (what was missed is to be read again).
import { signedIn, toSignIn } from './api.js';

const QUIET_MS = 40_000; // The server pings every 15 s; after two missed ones a connection that looks open is taken for dead.
const AGAIN_MS = 3_000;

const events = new EventTarget();
let source;
let watchdog;
let everLost = false;
let live = false;

/** @param kind volumes, alert, open (again, after a loss) or state (whether it is live) */
export function onStream(kind, listener, signal) {
  events.addEventListener(kind, (event) => listener(event.detail), { signal });
}

export function startStream() {
  source = new EventSource('/api/v1/stream');
  source.addEventListener('open', opened);
  source.addEventListener('error', lost);
  source.addEventListener('ping', listen);
  for (const kind of ['volumes', 'alert']) {
    source.addEventListener(kind, (event) => {
      listen();
      emit(kind, JSON.parse(event.data));
    });
  }
}

function emit(kind, detail) {
  events.dispatchEvent(new CustomEvent(kind, { detail }));
}

function opened() {
  listen();
  live = true;
  emit('state', true);
  if (everLost) emit('open');
}

function listen() {
  clearTimeout(watchdog);
  watchdog = setTimeout(restart, QUIET_MS);
}

function lost() {
  everLost = true;
  if (live) {
    live = false;
    emit('state', false);
  }
  // EventSource tries again by itself, except after an answer that is no stream, such as 401 or 503.
  if (source.readyState === EventSource.CLOSED) restart();
}

function restart() {
  everLost = true;
  clearTimeout(watchdog);
  source.close();
  if (live) {
    live = false;
    emit('state', false);
  }
  setTimeout(async () => {
    try {
      await signedIn();
    } catch (e) {
      if (e.status === 401) return toSignIn();
    }
    startStream();
  }, AGAIN_MS);
}
