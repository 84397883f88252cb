// Builds elements. Everything that comes from the server goes through here as text, never as markup.

/** `h('a', { href: '#/x', class: 'y', onclick: f }, 'text', child)`; null children and attributes that are null or false are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value != null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((child) => child != null && child !== false));
  return element;
}

const HEAD_CHARS = 7;
const TAIL_CHARS = 6;

/**
 * Keeps an id that a stranger chose from turning the text around it (bidirectional characters). A long one is cut in the middle, as account numbers
 * differ at their ends; what is cut is still there to be copied, found and read aloud.
 */
export function account(id, whole = false) {
  if (whole || id.length <= HEAD_CHARS + TAIL_CHARS + 1) return h('bdi', { class: 'account' }, id);
  const middle = h('span', { class: 'middle' }, id.slice(HEAD_CHARS, -TAIL_CHARS));
  return h('bdi', { class: 'account', title: id }, id.slice(0, HEAD_CHARS), middle, id.slice(-TAIL_CHARS));
}

/** The same where there are no elements, as on a canvas. */
export const cut = (text, head, tail) => (text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`);

const ICONS = {
  sun: 'M12 4V2M12 22v-2M4 12H2M22 12h-2M6.3 6.3 4.9 4.9M19.1 19.1l-1.4-1.4M6.3 17.7l-1.4 1.4M19.1 4.9l-1.4 1.4M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4v16l13-8z',
  check: 'M4 12.5l5 5L20 6.5',
  cross: 'M5 5l14 14M19 5 5 19',
  flag: 'M6 22V3h12l-3 4.5 3 4.5H6',
  question: 'M8.5 8a3.5 3.5 0 1 1 5 3.2c-1.2.7-1.5 1.3-1.5 3M12 19v.5',
  up: 'M12 21V4M5 11l7-7 7 7',
  low: 'M5 20v-5M12 20v0M19 20v0',
  medium: 'M5 20v-5M12 20V10M19 20v0',
  high: 'M5 20v-5M12 20V10M19 20V4',
};

export function icon(name) {
  const ns = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(ns, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS(ns, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

/** What a view shows instead of data: loading, empty, or an error; an error says what to do and offers to try again. */
export function state(text, { kind = 'empty', retry = null } = {}) {
  return h(
    'div',
    { class: `state ${kind}`, role: kind === 'error' ? 'alert' : null },
    h('p', {}, text),
    retry && h('button', { type: 'button', onclick: retry }, 'Try again'),
  );
}

/** Writes only what differs: no flicker, and a screen reader is not told twice. */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
