// The server's events: `volumes` and `alert` as they come, `open` after the connection was lost (what was missed is to be read again).
import { signedIn, toSignIn } from './api.js';

const QUIET_MS = 40_000; // The server pings every 15 s; after two missed ones a connection that looks open is taken for dead.
const AGAIN_MS = 3_000;

const events = new EventTarget();
let source;
let watchdog;
let again;
let everLost = false;
let live = false;

/** @param kind volumes, alert, progress, open (again, after a loss) or state (whether it is live) */
export function onStream(kind, listener, signal) {
  events.addEventListener(kind, (event) => listener(event.detail), { signal });
}

/**
 * A tab that nobody sees has no connection: a browser opens six to one server, and with six cases open in tabs a seventh would wait for ever. It
 * reads everything anew when it is looked at again.
 */
export function followStream() {
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : source ?? startStream()));
  if (!document.hidden) startStream();
}

/** Whether events come at the moment. */
export const isLive = () => live;

function leave() {
  clearTimeout(watchdog);
  clearTimeout(again);
  source?.close();
  source = null;
  everLost = true;
}

function startStream() {
  clearTimeout(again);
  source?.close();
  source = new EventSource('/api/v1/stream');
  source.addEventListener('open', opened);
  source.addEventListener('error', lost);
  source.addEventListener('ping', listen);
  for (const kind of ['volumes', 'alert', 'progress']) {
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
  leave();
  if (live) {
    live = false;
    emit('state', false);
  }
  again = setTimeout(async () => {
    try {
      await signedIn();
    } catch (e) {
      if (e.status === 401) return toSignIn();
    }
    if (!document.hidden) startStream();
  }, AGAIN_MS);
}
