// Rules that open so many episodes that the list shows each rule as one line, which leads to them.
import { h } from './dom.js';
import { moment, whole } from './format.js';

/** @param filter of the list */
export function floodLines(floods, filter) {
  return floods.map(({ rule, opened, from, to }) =>
    h(
      'p',
      { class: 'flood caution' },
      'Rule ',
      h('bdi', {}, rule),
      ' opened ',
      h('a', { href: filter.floodPath(rule) }, `${whole(opened)} findings`),
      ` between ${moment(from)} and ${moment(to)}. They are not listed one by one, so that they do not bury the others. `,
      h('a', { href: '#/rules' }, 'Rules'),
    ),
  );
}

/** Above the list of what one rule has opened. */
export const floodHead = (rule) => h('p', { class: 'flood' }, 'Only what rule ', h('bdi', {}, rule), ' flooded the list with. ', h('a', { href: '#/alerts' }, 'All others'));
