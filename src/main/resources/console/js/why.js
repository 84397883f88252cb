// Why there is nothing about an account or a pair of accounts: what each rule measured, and its limit.
import { get } from './api.js';
import { account, h, state } from './dom.js';
import { zoned } from './format.js';

const ACCOUNT = /^[A-Za-z0-9._:-]{1,64}$/;

/** The subject that a search means; null if it is none. */
function subjectOf(text) {
  const accounts = text.replace('->', ' ').split(/[\s→]+/).filter(Boolean);
  if (accounts.length === 0 || accounts.length > 2 || !accounts.every((each) => ACCOUNT.test(each))) return null;
  return `${accounts.length === 1 ? 'account' : 'pair'} ${accounts.join(' ')}`;
}

/** A button that asks; nothing where the search is for no account. */
export function whyNothing(text, signal) {
  const subject = subjectOf(text.trim());
  if (!subject) return null;
  const answer = h('div', { class: 'why-answer', role: 'status' });
  const button = h('button', { type: 'button', class: 'why', onclick: () => ask() }, 'Why nothing?');
  const ask = async () => {
    button.disabled = true;
    answer.replaceChildren(state('Reading the payments of the window…', { kind: 'loading' }));
    try {
      answer.replaceChildren(...told(await get(`/explain?${new URLSearchParams({ subject })}`, signal)));
    } catch (e) {
      if (e.name !== 'AbortError') answer.replaceChildren(state(e.message, { kind: 'error', retry: ask }));
    }
    button.disabled = false;
  };
  return h('div', { class: 'why-nothing' }, button, answer);
}

function told({ subject, at, from, rulesInForce, pairsWithPayments, pairs }) {
  if (!rulesInForce) return [h('p', {}, 'No rules are recorded, so nobody can say what they would measure.')];
  if (!pairsWithPayments) return [h('p', {}, `There are no payments of ${subject} from ${zoned(from)} to ${zoned(at)}.`)];
  return pairs.map((pair) => {
    const [source, target] = pair.subject.split(' ').slice(1);
    return h(
      'section',
      {},
      h('h2', {}, account(source), ' → ', account(target)),
      h(
        'ul',
        {},
        pair.rules.map((rule) => h('li', {}, rule.sentence)),
      ),
    );
  });
}
