// Whom a finding is about: one account that pays another, one account, or several together.
import { account, cut, h } from './dom.js';
import { whole } from './format.js';
import { ruleName } from './rules.js';
import { accountPath } from './router.js';

const MOST_ON_HOVER = 20;

export const isPair = ({ kind }) => kind === 'pair';

/** In the middle of a sentence. */
const NOUNS = { pair: 'pair', account: 'account', accounts: 'accounts' };
export const noun = ({ kind }) => NOUNS[kind] ?? 'subject';

/** Of a mute that hides findings about several accounts because of one of them. */
export const scopeText = ({ account: id, typology }) => `account ${id} in ${typology ? `findings of several: ${ruleName(typology)}` : 'all findings of several'}`;

/** At its beginning. */
export const these = ({ kind }) => (kind === 'accounts' ? 'These accounts are' : `This ${noun({ kind })} is`);

/** An account, with the way to its page. */
export const accountLink = (id, long = false) => h('a', { href: accountPath(id) }, account(id, long));

/** The way to an account's page, small, beside its name that leads elsewhere. */
const pageOf = (id) => h('a', { class: 'to-page', href: accountPath(id), 'aria-label': `Page of account ${id}`, title: `Page of account ${id}` }, '↗');

const more = (count) => h('span', { class: 'hint' }, ` +\u00a0${whole(count)}\u00a0more`);
const onHover = ({ accounts, accountCount }) =>
  accounts.slice(0, MOST_ON_HOVER).join(', ') + (accountCount > MOST_ON_HOVER ? ` and ${whole(accountCount - MOST_ON_HOVER)} more` : '');

/** All of it in a line: both accounts of a pair; the account; the first ones of several. */
/** `links`: each account leads to its page. */
export function subject(row, { named = 3, long = false, links = false } = {}) {
  const shown = links ? accountLink : account;
  if (isPair(row)) return pair(row, long, shown);
  if (row.kind === 'account') return h('span', { class: 'pair' }, h('span', { class: 'kind' }, 'account'), shown(row.accounts[0], long));
  const first = row.accounts.slice(0, named);
  return h(
    'span',
    { class: 'pair', title: onHover(row) },
    h('span', { class: 'kind' }, 'accounts'),
    first.map((each) => shown(each, long)),
    row.accountCount > first.length && more(row.accountCount - first.length),
  );
}

function pair(row, long, shown) {
  return h(
    'span',
    { class: 'pair' },
    shown(row.source, long),
    h('span', { class: 'arrow', 'aria-label': 'to', role: 'img' }, '→'),
    shown(row.target, long),
  );
}

/** Where there are no elements, as on a canvas, in a title or a label. */
export function subjectText(row) {
  if (isPair(row)) return `${row.source} → ${row.target}`;
  return row.who.replace(/[^ ]{17,}/g, (name) => cut(name, 8, 8));
}

/** The first of two cells of a row: a pair's source, or all there is. */
export const from = (row) => (isPair(row) ? account(row.source) : subject(row, { named: 1 }));

/** Beside it: the way to the page of the first account that it names. */
export const pageOfFirst = (row) => pageOf(isPair(row) ? row.source : row.accounts[0]);

/** The second: a pair's target, and the way to its page. */
export const to = (row) => (isPair(row) ? [account(row.target), ' ', pageOf(row.target)] : h('span', { class: 'hint none' }, '–'));
