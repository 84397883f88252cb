// One episode as a row: in the list, and among the other episodes of a case.
import { account, h, pair } from './dom.js';
import { amount, clock, money, tenth, time, whole, zone, zoned } from './format.js';
import { casePath } from './router.js';
import { verdictBadge } from './verdict.js';

/** The state in words; of what was decided or proposed, the verdict. */
export function stateBadge({ state, disposition }) {
  if (disposition && (state === 'decided' || state === 'proposed')) return verdictBadge(disposition, state === 'proposed');
  return h('span', { class: `badge ${state}` }, state);
}

/** A total that still grows is that of a moment. */
export const asOf = ({ asOf: ms, active }) => (ms && active ? h('span', { class: 'hint as-of' }, 'as of ', time(ms, clock)) : null);

/** The line that the detector prints, with the time for which its "now" stands. */
export const lineOf = ({ line, asOf: ms }) => `${line.replace(/ now$/, '')} as of ${zoned(ms)}`;

const timesOver = (row) => `${tenth(row.times)}×`;

/** Which detector found it, where it is not the one that everybody has. */
export function foundBy(row) {
  return row.application !== 'fintrans-detector' && h('span', { class: 'badge', title: 'The detector that found it' }, row.application);
}

/** `sort` names the order that the server knows. */
export const COLUMNS = [
  { name: 'From', sort: 'source', fixed: true, cell: (row) => h('a', { href: casePath(row.episode) }, account(row.source)) },
  { name: 'To', sort: 'target', fixed: true, cell: (row) => account(row.target) },
  { name: 'Total', sort: 'total', number: true, cell: (row) => h('span', { title: `${amount(row.total)} ${row.currency}` }, amount(row.total, false), h('span', { class: 'unit' }, ` ${row.currency}`), asOf(row)) },
  {
    name: '× threshold',
    sort: 'times',
    number: true,
    cell: (row) => h('span', { title: `The total is ${tenth(row.times)} times the threshold of ${money(row.threshold, row.currency)}` }, timesOver(row)),
  },
  { name: 'Payments', sort: 'payments', number: true, cell: (row) => whole(row.payments) },
  { name: 'Cities', cell: (row) => h('span', { title: row.cities.join(', ') }, row.cities.join(', ')) },
  { name: 'Since', zone: true, cell: (row) => time(row.openedAt) },
  { name: 'Newest', sort: 'at', zone: true, cell: (row) => [time(row.at), ' ', h('span', { class: 'hint' }, row.active ? '' : 'closed')] },
  { name: 'State', cell: (row) => [stateBadge(row), row.muted && [' ', h('span', { class: 'badge' }, 'muted')], ' ', foundBy(row)] },
  { name: 'Assigned to', cell: (row) => (row.assignee ? h('bdi', {}, row.assignee) : h('span', { class: 'hint' }, 'nobody')) },
];

/** A column's name as it stands in the head: times are in the zone that it names. */
export const columnName = (column) => (column.zone ? `${column.name}, ${zone()}` : column.name);

export function alertRow(row) {
  const tr = h(
    'tr',
    { 'data-episode': row.episode },
    COLUMNS.map((column) => h('td', { 'data-label': columnName(column), class: column.number ? 'number' : null }, column.cell(row))),
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
    h('span', { class: 'number' }, `${amount(row.total)} ${row.currency}`, ' ', asOf(row)),
    time(row.at),
    stateBadge(row),
    foundBy(row),
  );
}
