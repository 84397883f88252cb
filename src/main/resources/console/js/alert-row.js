// One episode as a row: in the list, and among the other episodes of a case.
import { account, h, icon, pair } from './dom.js';
import { amount, time, whole, words } from './format.js';
import { casePath } from './router.js';

const STATES = { open: 'open', proposed: 'proposed', decided: 'decided', reopened: 'reopened' };

/** The state in words; a decided case shows what was decided. */
export function stateBadge(row) {
  const disposition = row.disposition && words(row.disposition);
  const text =
    row.state === 'decided' && disposition
      ? disposition
      : row.state === 'proposed' && disposition
        ? `proposed: ${disposition}`
        : (STATES[row.state] ?? row.state);
  return h('span', { class: `badge ${row.state}` }, row.state === 'decided' && icon('check'), text);
}

/** Which detector found it, where it is not the one that everybody has. */
export function foundBy(row) {
  return row.application !== 'fintrans-detector' && h('span', { class: 'badge', title: 'The detector that found it' }, row.application);
}

/** `sort` names the order that the server knows. */
export const COLUMNS = [
  { name: 'From', sort: 'source', fixed: true, cell: (row) => h('a', { href: casePath(row.episode) }, account(row.source)) },
  { name: 'To', sort: 'target', fixed: true, cell: (row) => account(row.target) },
  { name: 'Total', sort: 'total', number: true, cell: (row) => h('span', { title: `${amount(row.total)} ${row.currency}` }, amount(row.total, false), h('span', { class: 'unit' }, ` ${row.currency}`)) },
  {
    name: 'Times over',
    sort: 'times',
    number: true,
    cell: (row) =>
      h('span', { title: `${row.times} times the threshold of ${amount(row.threshold)} ${row.currency}` }, `${whole(row.times)}×`),
  },
  { name: 'Payments', sort: 'payments', number: true, cell: (row) => whole(row.payments) },
  { name: 'Cities', cell: (row) => h('span', { title: row.cities.join(', ') }, row.cities.join(', ')) },
  { name: 'Since', cell: (row) => time(row.openedAt) },
  { name: 'Newest', sort: 'at', cell: (row) => [time(row.at), ' ', h('span', { class: 'hint' }, row.active ? '' : 'closed')] },
  { name: 'State', cell: (row) => [stateBadge(row), row.muted && [' ', h('span', { class: 'badge' }, 'muted')], ' ', foundBy(row)] },
  { name: 'Assigned to', cell: (row) => (row.assignee ? h('bdi', {}, row.assignee) : h('span', { class: 'hint' }, 'nobody')) },
];

export function alertRow(row) {
  const tr = h(
    'tr',
    { 'data-episode': row.episode },
    COLUMNS.map((column) => h('td', { 'data-label': column.name, class: column.number ? 'number' : null }, column.cell(row))),
  );
  tr.row = row;
  return tr;
}

/** Shows the new values in place. The accounts of an episode never change, so the link and its focus stay. */
export function updateRow(tr, row) {
  tr.row = row;
  for (const [i, column] of COLUMNS.entries())
    if (!column.fixed) tr.cells[i].replaceChildren(...[column.cell(row)].flat(2).filter(Boolean));
  tr.classList.remove('changed');
  void tr.offsetWidth; // Lets the highlight start anew when a row changes twice.
  tr.classList.add('changed');
}

/** An episode in a line, where there is no room for a table. */
export function alertItem(row) {
  return h(
    'li',
    {},
    h('a', { href: casePath(row.episode) }, pair(row)),
    h('span', { class: 'number' }, `${amount(row.total)} ${row.currency}`),
    time(row.at),
    stateBadge(row),
    foundBy(row),
  );
}
