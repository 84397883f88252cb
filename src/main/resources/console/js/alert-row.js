// One episode as a row: in the list, and among the other episodes of a case.
import { h, icon } from './dom.js';
import { amount, clock, money, tenth, time, whole, zone, zoned } from './format.js';
import { casePath } from './router.js';
import { ruleName } from './rules.js';
import { from, pageOfFirst, subject, to } from './subject.js';
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

/** In a word, by a number of bars, and by colour. */
export const severityBadge = ({ severity }) => h('span', { class: `severity ${severity}` }, icon(severity), severity);

/** What people have decided about its accounts before: more or less urgent for that. */
export function beforeBadge({ before: { confirmed, dismissed } }) {
  if (confirmed) return h('span', { class: 'badge before-confirmed', title: `In ${whole(confirmed)} other cases one of its accounts was found to launder: it comes earlier by urgency` }, 'confirmed before');
  return dismissed > 0 && h('span', { class: 'badge before-dismissed', title: `In ${whole(dismissed)} other cases one of its accounts was found not to launder: it comes later by urgency` }, 'dismissed before');
}

/** The other findings that the line stands for. */
const togetherLink = ({ together, investigation }) =>
  together > 1 && h('a', { class: 'together', href: investigationPath(investigation.id), title: 'Findings that share accounts: look at them, and decide them, as one' }, `+${whole(together - 1)} sharing accounts`);

export const investigationPath = (id) => `#/alerts?investigation=${encodeURIComponent(id)}`;

/** What was measured, with separators if it is money. */
export const measured = (measure, currency) => (measure.unit === 'minor-units' ? money(measure.text, currency) : measure.text);
export const limited = (measure, currency) => (measure.unit === 'minor-units' ? money(measure.limitText, currency) : measure.limitText);

const figure = ({ measures: [first] }) => (first.unit === 'minor-units' ? amount(first.text, false) : first.text);
const limit = ({ measures: [first] }) => (first.unit === 'minor-units' ? amount(first.limitText, false) : first.unit === 'count' ? whole(first.limit) : first.limitText);

/** What has become of the finding, where whoever looks at the list must know. */
export function findingBadge({ finding, changed }) {
  if (finding === 'withdrawn') return h('span', { class: 'badge withdrawn' }, changed ? 'withdrawn since' : 'withdrawn');
  return changed && h('span', { class: 'badge withdrawn' }, 'amended since');
}

/** Which detector found it, where it is not the one that everybody has. */
export function foundBy(row) {
  return row.application !== 'fintrans-detector' && h('span', { class: 'badge', title: 'The detector that found it' }, row.application);
}

/** `sort` names the order that the server knows. */
export const COLUMNS = [
  { name: 'Who', sort: 'source', fixed: true, cell: (row) => [h('a', { href: casePath(row.episode) }, from(row)), ' ', pageOfFirst(row)] },
  { name: 'To', sort: 'target', fixed: true, cell: (row) => to(row) },
  { name: 'Total', sort: 'total', number: true, cell: (row) => h('span', { title: `${amount(row.total)} ${row.currency}` }, amount(row.total, false), h('span', { class: 'unit' }, ` ${row.currency}`), asOf(row)) },
  {
    name: 'Measured',
    sort: 'times',
    number: true,
    cell: (row) => [
      h('span', { class: 'figure', title: `${measured(row.measures[0], row.currency)}, ${tenth(row.times)} times the limit of ${limited(row.measures[0], row.currency)}` }, figure(row)),
      h('span', { class: 'hint as-of' }, `${timesOver(row)} of ${limit(row)}`),
    ],
  },
  { name: 'Severity', sort: 'urgency', cell: (row) => [severityBadge(row), ' ', beforeBadge(row)] },
  { name: 'Rule', cell: (row) => h('span', { title: `${row.rule}, version ${row.version}` }, ruleName(row.typology)) },
  { name: 'Payments', sort: 'payments', number: true, cell: (row) => whole(row.payments) },
  { name: 'Cities', cell: (row) => h('span', { title: row.cities.join(', ') }, row.cities.join(', ')) },
  { name: 'Since', zone: true, cell: (row) => time(row.openedAt) },
  { name: 'Newest', sort: 'at', zone: true, cell: (row) => [time(row.at), ' ', h('span', { class: 'hint' }, row.active ? '' : 'closed')] },
  { name: 'State', cell: (row) => [stateBadge(row), ' ', findingBadge(row), row.muted && [' ', h('span', { class: 'badge' }, 'muted')], ' ', foundBy(row), ' ', togetherLink(row)] },
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
  // Only lists know how many findings a line stands for.
  row.together ??= tr.row.together;
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
    h('a', { href: casePath(row.episode) }, subject(row)),
    h('span', { class: 'number' }, `${amount(row.total)} ${row.currency}`, ' ', asOf(row)),
    time(row.at),
    stateBadge(row),
    findingBadge(row),
    foundBy(row),
  );
}
