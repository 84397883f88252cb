// What the page says besides its views: a banner for what did not work, and words for screen readers.
import { setText } from './dom.js';

const SAY_EVERY_MS = 10_000;

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
