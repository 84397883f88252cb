// The payments that a case rests on, as they were read back from Kafka: a table, a time line, and what would not have fired.
import { EarlierPayments } from './case-earlier.js';
import { PaymentChart } from './case-payment-chart.js';
import { Timeline } from './case-timeline.js';
import { h, icon, state } from './dom.js';
import { amount, count, hasCents, money, percent, time, utc, whole, zone, zoned } from './format.js';
import { charts } from './line-chart.js';
import { decimal, exact, keyOf, WindowPayments, windowBegin } from './payments.js';
import { Pager } from './rows.js';
import { accountLink, isPair } from './subject.js';
import { onThemeChange } from './theme.js';

const PAGE = 100;
const OF_PAIR = ['No.', 'Time', 'Amount', 'Running total', 'Share', 'Topic, partition, offset', 'In Kafka', ''];
const OF_OTHERS = ['No.', 'Time', 'From', 'To', 'Part', 'Amount', 'Topic, partition, offset', 'In Kafka', ''];
const NUMBERS = new Set(['No.', 'Amount', 'Running total', 'Share']);

export class EvidencePanel {
  #known = new WindowPayments();
  #shown = { items: [] };

  /** @param path of the case */
  constructor(path, signal) {
    this.signal = signal;
    this.body = h('tbody');
    this.heads = h('tr', {});
    this.summary = h('p', { class: 'hint' });
    this.notes = h('ul', { class: 'notes' });
    this.picture = h('div', { class: 'canvas' });
    this.caption = h('p', { class: 'hint' });
    this.notice = h('div', {}, state('Reading the payments back from Kafka…', { kind: 'loading' }));
    this.earlier = new EarlierPayments(path, signal, (items, done) => this.#take(items, done));
    this.pager = new Pager(PAGE, (offset) => this.#page(offset));
    this.content = h(
      'div',
      {},
      this.picture,
      this.caption,
      this.notes,
      this.earlier.node,
      this.pager.node,
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Payments' }, this.#table()),
    );
    this.content.hidden = true;
    this.node = h('section', { class: 'panel' }, h('h2', {}, 'Evidence'), this.summary, this.notice, this.content);
    signal.addEventListener('abort', () => this.timeline?.destroy());
  }

  #table() {
    return h(
      'table',
      { class: 'evidence' },
      h('caption', { class: 'unseen' }, 'The payments of this case'),
      h('thead', {}, this.heads),
      this.body,
    );
  }

  keys() {
    return this.pager.keys();
  }

  show(evidence, alert) {
    Object.assign(this, { evidence, alert });
    const items = this.#known.take(evidence.items);
    this.missed = items.some((item) => !item.found);
    this.summary.replaceChildren(...summary({ ...evidence, items }));
    this.notes.replaceChildren(...(evidence.notes ?? []).map((note) => h('li', {}, note)));
    this.#draw();
  }

  /** What was found before all of it is would have no place yet in the running total. */
  #take(items, done) {
    this.#known.take(items.map((item) => ({ ...item, found: true, verified: true })));
    if (done) this.#draw();
    if (done) this.#page(0);
  }

  async #draw() {
    const { items } = this.evidence;
    this.#shown = this.#known.of(this.alert, this.#known.take(items));
    this.earlier.show(this.#shown.missing);
    const known = this.#shown.items;
    this.notice.replaceChildren(...(known.length ? [] : [state('Kafka no longer has these payments.')]));
    this.content.hidden = !known.length;
    this.pager.node.hidden = known.length <= PAGE;
    this.#page(Math.min(this.pager.offset, Math.max(0, known.length - 1)));
    const certain = isSum(this.alert) ? known.filter((item) => item.running !== null) : known;
    if (!certain.length) return;
    this.caption.replaceChildren(...this.#where(certain[0]));
    const Chart = await charts();
    if (this.signal.aborted) return;
    if (!this.timeline) {
      this.timeline = new (isSum(this.alert) ? Timeline : PaymentChart)(Chart, this.picture);
      onThemeChange(() => this.timeline.paint(), this.signal);
    }
    this.timeline.show(certain, this.alert);
  }

  /** Where the chart begins, as it need not be where the window does. */
  #where(first) {
    const began = ['The window began after ', time(windowBegin(this.alert), zoned), '. '];
    if (!isSum(this.alert)) return [...began, `Each mark is a payment of the ${this.#shown.complete ? 'evidence' : 'evidence that the alert lists'}, as high as its amount.`];
    if (this.#shown.complete) return [...began, 'The chart has all of its payments, from the first one at ', time(first.time, zoned), ' on.'];
    const before = money(decimal(exact(first.running) - exact(first.amount)), this.alert.currency);
    return [...began, `The chart begins with payment ${whole(first.number)} of ${whole(this.alert.payments)}, at `, time(first.time, zoned), `: ${before} came before.`];
  }

  /** Shows the part of the table that begins there. */
  #page(offset) {
    const { items } = this.#shown;
    this.pager.show(offset, items.length);
    const cents = items.some((item) => hasCents(item.amount));
    const heads = isBetweenTwo(this.alert, items) ? OF_PAIR : OF_OTHERS;
    this.heads.replaceChildren(...heads.map(head));
    this.body.replaceChildren(...items.slice(offset, offset + PAGE).map((item) => row(item, cents, heads, this.alert)));
  }

  fail(message, retry) {
    if (this.content.hidden) this.notice.replaceChildren(state(`The payments cannot be shown now. ${message}`, { kind: 'error', retry }));
  }
}

function summary({ items, omitted }) {
  const lost = items.filter((item) => !item.found && !item.damaged).length;
  const damaged = items.filter((item) => item.damaged).length;
  const wrong = items.filter((item) => item.found && !item.verified).length;
  const bad = (text) => h('strong', { class: 'bad-text' }, text);
  return [
    omitted ? `The alert lists the newest ${whole(items.length)} of ${whole(items.length + omitted)} payments. ` : `${count(items.length, 'payment')}. `,
    lost ? bad(`${whole(lost)} could not be found in Kafka: it no longer keeps them, or is too slow just now. `) : null,
    damaged ? bad(`${whole(damaged)} cannot be read: the bytes on Kafka's disk are damaged. `) : null,
    wrong ? bad(`${whole(wrong)} ${wrong === 1 ? 'is' : 'are'} in Kafka but not as the alert says. `) : null,
    lost || damaged || wrong || !items.length ? null : 'Each was read back from Kafka and is the same.',
  ].filter(Boolean);
}

/** What a payment has to do with the subject. */
export const PARTS = { direct: 'direct', in: 'in', out: 'out', hop: 'hop' };

const limitName = ({ typology }) => (typology === 'pair-total' ? 'threshold' : 'limit');

function checked({ found, damaged, verified }) {
  if (verified) return h('span', { class: 'badge good' }, icon('check'), 'same');
  return h('span', { class: 'badge bad' }, icon('cross'), damaged ? 'damaged' : found ? 'differs' : 'not found');
}

/** Whether there is a running total that passes a limit. */
const isSum = ({ kind, measures: [first] }) => kind === 'pair' && first.name === 'total';

const head = (name) => h('th', { scope: 'col', class: NUMBERS.has(name) ? 'number' : null }, name === 'Time' ? `Time, ${zone()}` : name || h('span', { class: 'unseen' }, 'Notes'));

/** Whether all payments are from the one account of a pair to the other: a finding about a pair may rest on those of others. */
const isBetweenTwo = (alert, items) => isPair(alert) && items.every(({ source = alert.source, target = alert.target }) => source === alert.source && target === alert.target);

function row(item, cents, heads, alert) {
  const bar = h('span', { class: 'share-bar', 'aria-hidden': 'true' }, h('span', {}));
  bar.firstChild.style.width = `${Math.min(100, item.share * 100)}%`;
  const remarks = [
    item.crosses && h('span', { class: 'badge proposed' }, `passes the ${limitName(alert)}`),
    item.needed && h('span', { class: 'badge', title: `Without it the ${limitName(alert)} is not passed` }, 'needed'),
  ];
  const cells = {
    'No.': item.number === null ? '–' : whole(item.number),
    Time: time(item.time),
    From: item.source ? accountLink(item.source) : '',
    To: item.target ? accountLink(item.target) : '',
    Part: PARTS[item.part] ?? item.part,
    Amount: amount(item.amount, cents),
    'Running total': item.running == null ? '–' : amount(item.running, cents),
    Share: [percent(item.share), bar],
    'Topic, partition, offset': h('code', { title: utc(item.time) }, keyOf(item)),
    'In Kafka': checked(item),
    '': remarks,
  };
  return h(
    'tr',
    { class: item.crosses ? 'crosses' : null },
    heads.map((name) => h('td', { class: NUMBERS.has(name) ? 'number' : null }, cells[name])),
  );
}
