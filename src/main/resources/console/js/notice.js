// What the page says besides its views: the banner when the connection is lost, and words for screen readers.
import { setText } from './dom.js';
import { onStream } from './stream.js';

const PATIENCE_MS = 2_000; // A connection that comes back at once is no news.
const SAY_EVERY_MS = 10_000;

export function startConnection() {
  const mark = document.getElementById('connection');
  const banner = document.getElementById('banner');
  let timer;
  onStream('state', (live) => {
    clearTimeout(timer);
    mark.classList.toggle('live', live);
    setText(mark, live ? 'live' : 'not live');
    if (live) banner.hidden = true;
    else
      timer = setTimeout(() => {
        setText(
          banner,
          'Connection lost. What you see may be old. Trying to reconnect; if this stays, check that the console is still running.',
        );
        banner.hidden = false;
      }, PATIENCE_MS);
  });
}

/** Says what did not work, where no part of the page is the place for it. */
export function tell(text) {
  const banner = document.getElementById('banner');
  setText(banner, text);
  banner.hidden = false;
  setTimeout(() => (banner.hidden = true), SAY_EVERY_MS);
}

let lastSaid = -SAY_EVERY_MS;
let later;

/** Says the newest of several sentences, not more often than every ten seconds. */
export function announce(text) {
  clearTimeout(later);
  later = setTimeout(
    () => {
      lastSaid = performance.now();
      setText(document.getElementById('announcements'), text);
    },
    Math.max(0, lastSaid + SAY_EVERY_MS - performance.now()),
  );
}
