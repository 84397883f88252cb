// The payments that a case rests on, as they were read back from Kafka: a table, a time line, and what would not have fired.
import { h, icon, state } from './dom.js';
import { amount, clock, count, hasCents, moment, percent, time, utc, whole } from './format.js';
import { charts } from './line-chart.js';
import { Timeline } from './case-timeline.js';
import { onThemeChange } from './theme.js';

const HEADS = ['No.', 'Time', 'Amount', 'Running total', 'Share', 'Topic, partition, offset', 'In Kafka', ''];
const NUMBERS = new Set([0, 2, 3, 4]);

export function evidencePanel(signal) {
  const body = h('tbody');
  const summary = h('p', { class: 'hint' });
  const notes = h('ul', { class: 'notes' });
  const picture = h('div', { class: 'canvas' });
  const notice = h('div', {}, state('Reading the payments back from Kafka…', { kind: 'loading' }));
  const content = h(
    'div',
    {},
    picture,
    notes,
    h(
      'div',
      { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Payments' },
      h(
        'table',
        { class: 'evidence' },
        h('caption', { class: 'unseen' }, 'The payments of this case'),
        h(
          'thead',
          {},
          h(
            'tr',
            {},
            HEADS.map((name, i) =>
              h('th', { scope: 'col', class: NUMBERS.has(i) ? 'number' : null }, name || h('span', { class: 'unseen' }, 'Notes')),
            ),
          ),
        ),
        body,
      ),
    ),
  );
  content.hidden = true;
  let timeline;
  signal.addEventListener('abort', () => timeline?.destroy());

  async function draw(evidence, alert) {
    const Chart = await charts();
    if (signal.aborted) return;
    if (!timeline) {
      timeline = new Timeline(Chart, picture);
      onThemeChange(() => timeline.paint(), signal);
    }
    timeline.show(evidence, alert);
  }

  return {
    node: h('section', { class: 'panel' }, h('h2', {}, 'Evidence'), summary, notice, content),
    show(evidence, alert) {
      const { items, omitted } = evidence;
      const wrong = items.filter((item) => !item.verified).length;
      summary.replaceChildren(
        `${count(items.length, 'payment')}${omitted ? `; ${count(omitted, 'older one')} not shown` : ''}. `,
        wrong
          ? h('strong', { class: 'bad-text' }, `${whole(wrong)} could not be read back, or differed in Kafka.`)
          : 'Each was read back from Kafka and is the same.',
      );
      notes.replaceChildren(...(evidence.notes ?? []).map((note) => h('li', {}, sentence(note))));
      body.replaceChildren(
        ...items.map((item) =>
          row(
            item,
            alert,
            items.some((other) => hasCents(other.amount)),
          ),
        ),
      );
      notice.replaceChildren(...(items.length ? [] : [state('Kafka no longer has these payments.')]));
      content.hidden = !items.length;
      if (items.length) draw(evidence, alert);
    },
    fail(message, retry) {
      if (content.hidden) notice.replaceChildren(state(message, { kind: 'error', retry }));
    },
  };
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;

function row(item, alert, cents) {
  const bar = h('span', { class: 'share-bar', 'aria-hidden': 'true' }, h('span', {}));
  bar.firstChild.style.width = `${Math.min(100, item.share * 100)}%`;
  const long = alert.at - alert.openedAt > 86_400_000;
  const checked = item.verified
    ? h('span', { class: 'badge good' }, icon('check'), 'same')
    : h('span', { class: 'badge bad' }, icon('cross'), 'not verified');
  const remarks = [
    item.crosses && h('span', { class: 'badge proposed' }, 'passes the threshold'),
    item.needed && h('span', { class: 'badge', title: 'Without it the total stays under the threshold' }, 'needed'),
  ];
  const cells = [
    item.number,
    time(item.time, long ? moment : clock),
    amount(item.amount, cents),
    amount(item.running, cents),
    [percent(item.share), bar],
    h('code', { title: utc(item.time) }, `${item.topic}-${item.partition}-${item.offset}`),
    checked,
    remarks,
  ];
  return h(
    'tr',
    { class: item.crosses ? 'crosses' : null },
    cells.map((cell, i) => h('td', { class: NUMBERS.has(i) ? 'number' : null }, cell)),
  );
}
