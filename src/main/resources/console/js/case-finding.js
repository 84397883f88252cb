// What a finding is beside its sentence: what was measured, whom it is about, and what has become of it since.
import { limited, measured } from './alert-row.js';
import { account, h } from './dom.js';
import { date, minute, moment, time, whole, zoned } from './format.js';
import { casePath } from './router.js';
import { accountLink } from './subject.js';

export const FINDINGS = { amended: 'amended', withdrawn: 'withdrawn', final: 'final' };

/** Whether what was measured is the total alone, so that nothing more is to be said about it. */
export const isTotal = ({ measures: all }) => all.length === 1 && all[0].name === 'total';

export function measures({ measures: all, currency }) {
  const row = (each) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, each.name.replaceAll('-', ' ')),
      h('td', { class: 'number' }, measured(each, currency)),
      h('td', { class: 'number' }, each.limitText ? limited(each, currency) : h('span', { class: 'hint' }, 'none')),
    );
  const head = (name, i) => h('th', { scope: 'col', class: i ? 'number' : null }, name);
  return h(
    'table',
    { class: 'measures' },
    h('caption', { class: 'unseen' }, 'What the rule measured'),
    h('thead', {}, h('tr', {}, ['Measured', 'Value', 'Limit'].map(head))),
    h('tbody', {}, all.map(row)),
  );
}

export const allAccounts = ({ accounts, accountCount }) =>
  h(
    'details',
    { class: 'all-accounts' },
    h('summary', {}, `All ${whole(accountCount)} accounts`),
    h(
      'ul',
      {},
      accounts.map((id) => h('li', {}, accountLink(id))),
    ),
  );

/** What has become of the finding since it was raised, and since somebody decided about it. */
export function findingWords(alert) {
  return [...lateWords(alert), ...changeWords(alert)];
}

/** Which payment came late, where the alert says it: at what time it changed the finding, and of when it is. */
function lateWords({ finding, late }) {
  if (!late) return [];
  const what = finding === 'withdrawn' ? 'Withdrawn ' : 'Amended ';
  const of = date(late.at) === date(Date.now()) && date(late.payment) === date(late.at) ? minute : moment;
  return [h('p', { class: 'late' }, what, time(late.at, of), ': a payment of ', time(late.payment, of), ' came late.')];
}

function changeWords({ finding, mergedInto, changed, asOf }) {
  const stands = changed ? ' The decision stands; the case opens again only if the finding reaches a new step.' : '';
  if (finding === 'withdrawn')
    return [
      h(
        'p',
        { class: 'caution' },
        changed ? 'After the decision, this finding was withdrawn: ' : 'This finding was withdrawn: ',
        mergedInto
          ? ['a late payment joined it with ', h('a', { href: casePath(mergedInto) }, `episode ${mergedInto}`), '.']
          : 'a late payment took away its ground.',
        stands,
      ),
    ];
  return changed ? [h('p', { class: 'caution' }, 'After the decision, this finding was amended; it is now as of ', time(asOf, zoned), '.', stands)] : [];
}
