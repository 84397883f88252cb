// The payments of an account, read from the newest on to older ones: rows, what is usual among them, and with whom. The server reads; each of its lines has the
// rows that are new and the figures of all that was looked at.
import { readLines } from './api.js';
import { h, setText, state } from './dom.js';
import { amount, count, duration, time, whole, zone, zoned } from './format.js';
import { announce } from './notice.js';
import { keyOf } from './payments.js';
import { accountLink } from './subject.js';

/** The page holds no more. */
const MOST_ROWS = 1_000;
const DAY_MS = 86_400_000;
const REACHES = [
  { words: 'the past 24 hours', since: () => Date.now() - DAY_MS },
  { words: 'the past 7 days', since: () => Date.now() - 7 * DAY_MS },
  { words: 'all that is kept', since: () => 0 },
];
const ENDS = {
  asked: '',
  beginning: ' That is all that Kafka keeps.',
  full: ' There are more: this page counts the newest 50,000 of an account.',
  time: ' That took a minute, and was ended: there are more.',
};
const KINDS = { bank: 'between banks', initiated: 'asked for', return: 'came back' };

export class PaymentsOfAccount {
  #stopping = new AbortController();
  #rows = [];

  constructor(id, signal) {
    this.id = id;
    this.signal = signal;
    signal.addEventListener('abort', () => this.#stopping.abort());
    this.reach = h('select', { 'aria-label': 'How far to look back' }, REACHES.map(({ words }, i) => h('option', { value: i }, words)));
    this.button = h('button', { type: 'button', class: 'look', onclick: () => (this.looking ? this.stop() : this.look()) }, 'Stop');
    this.said = h('p', { class: 'looked' }, 'Looking…');
    this.cautions = h('p', { class: 'caution', hidden: true });
    this.listed = h('p', { class: 'hint' });
    this.body = h('tbody', {});
    const heads = [`Time, ${zone()}`, 'Way', 'Partner', 'Amount', 'City', 'Payment'];
    this.notice = h('div', {});
    this.node = h(
      'section',
      { class: 'panel of-account-payments' },
      h('h2', {}, 'Payments'),
      h('div', { class: 'earlier' }, this.reach, this.button),
      this.said,
      this.cautions,
      this.listed,
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Payments of the account' }, h('table', { class: 'evidence' }, h('thead', {}, h('tr', {}, heads.map((head, i) => h('th', { scope: 'col', class: i === 3 ? 'number' : null }, head)))), this.body)),
      this.notice,
    );
    this.usual = h('section', { class: 'panel' });
    this.partners = h('section', { class: 'panel' });
  }

  stop() {
    this.#stopping.abort();
  }

  async look() {
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    this.looking = true;
    this.#rows = [];
    this.newest = null;
    this.body.replaceChildren();
    this.notice.replaceChildren();
    setText(this.button, 'Stop');
    setText(this.said, 'Looking…');
    const query = new URLSearchParams({ account: this.id, since: Math.floor(REACHES[this.reach.value].since()) });
    let failed = null;
    try {
      await readLines(`/accounts/payments?${query}`, (line) => (line.error ? (failed = line.error) : this.#heard(line)), signal);
      if (!failed && !this.newest?.ended) failed = 'The console has ended this before all was looked at. Try again.';
    } catch (e) {
      if (e.name !== 'AbortError') failed = e.status === undefined ? 'The connection was lost before all was looked at. Try again.' : e.message;
    }
    if (this.signal.aborted) return;
    this.looking = false;
    setText(this.button, 'Look again');
    if (failed) this.notice.replaceChildren(state(failed, { kind: 'error', retry: () => this.look() }));
    else announce('Looking at payments has ended.');
    this.#say(signal.aborted, Boolean(failed));
  }

  #heard(line) {
    if (this.signal.aborted) return;
    this.newest = line;
    if (line.items.length) {
      this.#rows = [...this.#rows, ...line.items].sort((a, b) => b.time - a.time).slice(0, MOST_ROWS);
      this.body.replaceChildren(...this.#rows.map(row));
    }
    this.usual.replaceChildren(...usual(line));
    this.partners.replaceChildren(...partners(line));
    this.#say(false, false);
  }

  #say(stopped, failed) {
    const line = this.newest;
    if (!line) return setText(this.said, stopped ? 'Stopped before anything was looked at.' : failed ? '' : 'Looking…');
    const { payments, since, records, passedOver, unreadable, ofOtherDetectors } = line;
    this.said.replaceChildren(
      ...(since === null ? ['Nothing was counted yet.'] : [`${this.looking ? 'Looking: so far at' : 'Looked at'} what was counted since `, time(since, zoned), '.']),
      ` ${count(payments, 'payment')} of this account.`,
      stopped ? ' Stopped: there may be more.' : (ENDS[line.ended] ?? ''),
      h('span', { class: 'hint' }, ` ${count(records, 'record')} read, ${whole(passedOver)} of which do not name it.`),
    );
    const wrong = [unreadable && `${count(unreadable, 'record')} could not be read.`, ofOtherDetectors && `${count(ofOtherDetectors, 'record')} of other detectors left out.`].filter(Boolean);
    setText(this.cautions, wrong.join(' '));
    this.cautions.hidden = !wrong.length;
    setText(this.listed, payments > this.#rows.length ? `The newest ${whole(this.#rows.length)} of ${whole(payments)} are listed.` : '');
  }
}

const WAYS = { in: 'in', out: 'out', itself: 'to itself' };

function row(item) {
  const more = [KINDS[item.kind], item.late && 'late'].filter(Boolean).join(', ');
  return h(
    'tr',
    { class: `way-${item.direction}` },
    h('td', {}, time(item.time)),
    h('td', {}, WAYS[item.direction], more && h('span', { class: 'hint' }, ` ${more}`)),
    h('td', {}, accountLink(item.partner)),
    h('td', { class: 'number' }, amount(item.amount), h('span', { class: 'unit' }, ` ${item.currency}`)),
    h('td', {}, item.topic),
    h('td', {}, h('code', {}, keyOf(item))),
  );
}

function usual(line) {
  const rows = [...line.in.map((each) => ['in', each]), ...line.out.map((each) => ['out', each])];
  const cells = (way, each) => [way, whole(each.payments), `${amount(each.median)} ${each.currency}`, `${amount(each.smallest)} – ${amount(each.largest)}`, amount(each.total)];
  return [
    h('h2', {}, 'Usual amounts'),
    h('p', { class: 'hint' }, ofWhat(line)),
    ...(rows.length ? [table(['Way', 'Payments', 'Median', 'Range', 'Total'], rows.map(([way, each]) => cells(way, each)))] : []),
  ];
}

const ofWhat = ({ since, payments }) => (since === null || !payments ? 'No payments in what was looked at.' : ['Of the ', count(payments, 'payment'), ' in what was counted since ', time(since, zoned), '; not of the time before.']);

function partners(line) {
  const { total, new: fresh, newSince, items } = line.partners;
  const hour = duration(3_600_000);
  return [
    h('h2', {}, total ? `Partners (${whole(total)})` : 'Partners'),
    h('p', { class: 'hint' }, total ? [`${whole(fresh)} new: the first payment that was looked at is of the past ${hour}, since `, time(newSince), '.', items.length < total ? ` ${whole(items.length)} are listed, the new ones first.` : ''] : 'None in what was looked at.'),
    ...(total
      ? [
          table(
            ['Partner', 'In', 'Out', 'First seen', 'Newest'],
            items.map((each) => [[accountLink(each.account), each.new && [' ', h('span', { class: 'badge' }, 'new')]], whole(each.in), whole(each.out), time(each.first), time(each.last)]),
          ),
        ]
      : []),
  ];
}

function table(heads, rows) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': heads[0] === 'Way' ? 'Usual amounts' : 'Partners' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map((cells) => h('tr', {}, cells.map((cell) => h('td', {}, cell))))),
    ),
  );
}
