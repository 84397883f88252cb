// Rows of versions and of changes. Whoever may write to the topic may have chosen any text: it stands by itself, and what nobody would see is shown.
import { h } from './dom.js';
import { time } from './format.js';
import { ruleName } from './rules.js';

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
];

/** As it can be typed: in the largest unit that leaves no rest. */
export function windowText(millis) {
  const [unit, size] = UNITS.find(([name, each]) => millis % each === 0 && (name !== 'd' || millis > each)) ?? ['ms', 1];
  return `${millis / size}${unit}`;
}

/** What that says in milliseconds; NaN if it says nothing. */
export function windowMillis(text) {
  const [, number, unit] = /^\s*(\d{1,9})\s*(ms|s|m|h|d)\s*$/.exec(text) ?? [];
  return Number(number) * (unit === 'ms' ? 1 : (UNITS.find(([name]) => name === unit)?.[1] ?? NaN));
}

/** Controls, and whatever has no shape of its own or turns the text around it. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** With all that nobody would see. */
export const seen = (text) => text.replace(UNSEEN, (each) => `\\u{${each.codePointAt(0).toString(16)}}`);

export const parametersText = ({ parameters, whole }) =>
  seen(
    Object.entries(parameters)
      .map(([name, value]) => `${name}=${value}`)
      .join(', '),
  ) + (whole ? '' : ', and more');

const MODES = { live: 'verdict-false-positive', shadow: 'proposed', off: '', 'shadow-off': '' };

function stateOf(version, now) {
  const mode = h('span', { class: `badge ${MODES[version.mode]}` }, version.mode.replace('-', ' '));
  if (version.from > now) return [mode, h('span', { class: 'badge open' }, `comes in ${remaining(version.from - now)}`)];
  if (version.until === null) return [mode, h('span', { class: 'badge good' }, version.mode.endsWith('off') ? 'retired' : 'in force')];
  if (version.mode.endsWith('off') && version.until > now) return [mode, h('span', { class: 'badge' }, `retired for another ${remaining(version.until - now)}`)];
  if (version.until > now) return [mode, h('span', { class: 'badge good' }, `in force for another ${remaining(version.until - now)}`)];
  return [mode, h('span', { class: 'badge' }, 'past')];
}

function remaining(millis) {
  const seconds = Math.ceil(millis / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

export function ruleRow(version, now, heads, action) {
  const cells = [
    h('a', { href: `#/rules/${encodeURIComponent(version.name)}` }, version.name),
    h('span', { class: 'number' }, String(version.version)),
    h('span', { class: 'badges' }, stateOf(version, now)),
    ruleName(version.typology),
    windowText(version.windowMillis),
    h('bdi', { class: 'why' }, parametersText(version)),
    version.from === 0 ? 'always' : time(version.from),
    h('bdi', { class: 'actor' }, seen(version.by)),
    h('bdi', { class: 'why' }, seen(version.why)),
    action || h('bdi', {}),
  ];
  return h('tr', {}, cells.map((cell, i) => h('td', { 'data-label': heads[i] }, cell)));
}

function what(change) {
  const rule = change.rule && `${change.rule.name}${change.version ? `, version ${change.version}` : ''}, ${change.rule.mode}: ${parametersText(change.rule)}, window ${windowText(change.rule.windowMillis)}`;
  if (change.action === 'first') return 'wrote the first rules';
  if (change.action === 'set') return `set ${rule}`;
  if (change.action === 'propose') return `proposed ${rule}`;
  if (change.action === 'approve') return `approved proposal ${change.proposal}${rule ? `: ${rule}` : ''}`;
  return `declined proposal ${change.proposal}`;
}

export function changeRows(changes, heads) {
  return changes.map((change) => {
    const cells = [
      time(change.came),
      h('bdi', { class: 'actor' }, seen(change.by)),
      h('bdi', { class: 'why' }, what(change)),
      h('bdi', { class: 'why' }, seen(change.why)),
      change.flaw === null ? h('bdi', {}) : h('span', { class: 'flaw' }, h('span', { class: 'badge bad' }, 'void'), ' ', h('bdi', {}, seen(change.flaw))),
    ];
    return h('tr', { class: change.flaw === null ? null : 'void' }, cells.map((cell, i) => h('td', { 'data-label': heads[i] }, cell)));
  });
}
