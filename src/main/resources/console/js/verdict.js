// What was decided, so that nobody takes one for another: by a word, a shape and a colour.
import { h, icon } from './dom.js';
import { words } from './format.js';

const ICONS = { confirmed: 'flag', 'false-positive': 'check', inconclusive: 'question', escalated: 'up' };

/** @param proposed whether it waits for a second person */
export function verdictBadge(code, proposed = false) {
  const text = proposed ? `proposed: ${words(code)}` : words(code);
  return h('span', { class: `badge verdict-${code}${proposed ? ' waits' : ''}` }, ICONS[code] && icon(ICONS[code]), text);
}
