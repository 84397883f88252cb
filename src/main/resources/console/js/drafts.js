// What someone has typed in a case and not sent yet. It outlives the view, the page, the session and the console: it is kept in this browser, by
// user and case, until it is sent, emptied, or the user signs out; at most for a week.

const PREFIX = 'draft:';
const KEEP_MS = 7 * 86_400_000;

/** Where the browser keeps nothing, text lives as long as the page. */
const memory = new Map();

const keyOf = (user, episode) => `${PREFIX}${encodeURIComponent(user)}:${episode}`;

export class Draft {
  #key;

  constructor(user, episode) {
    this.#key = keyOf(user, episode);
  }

  /** `{ choice, text, until, seen }`, or null. */
  read() {
    return parse(load(this.#key));
  }

  write(draft) {
    const text = JSON.stringify({ ...draft, at: Date.now() });
    memory.set(this.#key, text);
    try {
      localStorage.setItem(this.#key, text);
    } catch {
      // Full or forbidden: then it lives as long as the page.
    }
  }

  clear() {
    drop(this.#key);
  }
}

function load(key) {
  try {
    return localStorage.getItem(key) ?? memory.get(key);
  } catch {
    return memory.get(key);
  }
}

function drop(key) {
  memory.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Then it was never there.
  }
}

function parse(text) {
  try {
    const draft = JSON.parse(text ?? 'null');
    return draft && typeof draft.text === 'string' && Date.now() - draft.at < KEEP_MS ? draft : null;
  } catch {
    return null;
  }
}

function keys() {
  try {
    return [...new Set([...memory.keys(), ...Object.keys(localStorage)])].filter((key) => key.startsWith(PREFIX));
  } catch {
    return [...memory.keys()];
  }
}

/** The episodes in which this user has text that was not sent. */
export function unsent(user) {
  const mine = keyOf(user, '');
  return keys()
    .filter((key) => key.startsWith(mine) && parse(load(key))?.text.trim())
    .map((key) => key.slice(mine.length));
}

/** Forgets all that this user has not sent. */
export function forgetAll(user) {
  keys().filter((key) => key.startsWith(keyOf(user, ''))).forEach(drop);
}

/** Forgets what is too old, whoever typed it. */
export function forgetOld() {
  keys().filter((key) => !parse(load(key))).forEach(drop);
}
