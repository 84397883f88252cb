// A finding of a rule in the shadow, with its evidence. It is no case: nobody decides about it.
import { get } from './api.js';
import { limited, measured } from './alert-row.js';
import { account, h, state } from './dom.js';
import { money, time, whole, zone, zoned } from './format.js';
import { subject } from './subject.js';

const HEADS = ['No.', 'Time', 'From', 'To', 'Amount', 'Topic, partition, offset', 'In Kafka'];

export const shadowView = {
  title: 'Finding in the shadow',
  nav: 'rules',
  show(root, route, session, signal) {
    const content = h('div', {}, state('Reading the finding…', { kind: 'loading' }));
    root.append(h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Finding in the shadow')), content);
    load(content, route.id ?? '', signal);
    return {};
  },
};

async function load(content, id, signal) {
  try {
    content.replaceChildren(...finding(await get(`/shadow/${encodeURIComponent(id)}`, signal), Date.now()));
  } catch (e) {
    if (e.name !== 'AbortError') content.replaceChildren(state(e.message, { kind: 'error', retry: () => load(content, id, signal) }));
  }
}

function finding({ alert, reason, evidence }, now) {
  const facts = [
    ['Who', subject(alert, { long: true })],
    ['Rule', h('a', { href: `#/rules/${encodeURIComponent(alert.rule)}` }, `${alert.rule}, version ${alert.version}`)],
    ...alert.measures.map((each) => [each.name.replaceAll('-', ' '), h('span', {}, measured(each, alert.currency), each.limitText && [', limit ', limited(each, alert.currency)])]),
    ['Severity', alert.severity],
    ['Opened', time(alert.openedAt, zoned)],
    ['As of', time(alert.asOf, zoned)],
    ['State', alert.finding],
    alert.shortenedTo !== null && ['Window not whole before', time(alert.shortenedTo, zoned)],
  ].filter(Boolean);
  return [
    h('p', { class: 'badges' }, h('span', { class: 'badge proposed' }, 'shadow'), h('span', { class: 'hint' }, `A rule is tried: nobody has to look at this, and nobody decides about it. Read ${zoned(now)}.`)),
    h('section', { class: 'panel' }, h('h2', {}, 'Why it was found'), h('p', { class: 'reason' }, reason), h('dl', { class: 'facts' }, facts.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))))),
    h(
      'section',
      { class: 'panel table' },
      h('h2', {}, 'Evidence'),
      h(
        'table',
        { class: 'cards-when-narrow' },
        h('caption', { class: 'unseen' }, 'The payments of this finding'),
        h('thead', {}, h('tr', {}, HEADS.map((name) => h('th', { scope: 'col' }, name === 'Time' ? `Time, ${zone()}` : name)))),
        h('tbody', {}, evidence.items.map((item) => payment(item, evidence.currency))),
      ),
      evidence.omitted > 0 && h('p', { class: 'hint' }, `${whole(evidence.omitted)} earlier payments are not listed.`),
    ),
  ];
}

function payment(item, currency) {
  const found = item.verified ? ['good', 'found, as said'] : item.found ? ['bad', 'found, but it says something else'] : ['bad', item.damaged ? 'damaged' : 'not there any more'];
  const cells = [
    whole(item.number),
    time(item.time),
    account(item.source),
    account(item.target),
    money(item.amount, currency),
    h('bdi', {}, `${item.topic}, ${item.partition}, ${item.offset}`),
    h('span', { class: `badge ${found[0]}` }, found[1]),
  ];
  return h('tr', {}, cells.map((cell, i) => h('td', { 'data-label': HEADS[i] }, cell)));
}
