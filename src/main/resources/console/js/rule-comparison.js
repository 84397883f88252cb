// Live beside shadow: how many findings each had a day, and what only one of them found.
import { get } from './api.js';
import { h, state } from './dom.js';
import { time, whole, zoned } from './format.js';
import { casePath } from './router.js';
import { subject } from './subject.js';

const EVERY_MS = 10_000;
const HEADS = ['Who', 'Figure', 'Payments', 'Severity', 'At'];

export const shadowPath = (episode) => `#/shadow/${encodeURIComponent(episode)}`;

const NONE = 'No version of this rule is, or was, in the shadow. Change it in the mode shadow to try another one beside it.';

export class RuleComparison {
  #shown = '';

  constructor(name, signal) {
    Object.assign(this, { name, signal });
    this.content = h('div', {}, state('Comparing…', { kind: 'loading' }));
    this.node = h('section', { class: 'panel comparison' }, h('h2', {}, 'Live beside shadow'), this.content);
    const timer = setInterval(() => document.hidden || !this.isTried || this.load(), EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
  }

  /** There is nothing to compare, and nothing is asked, until a version is in the shadow. */
  tried(isTried) {
    if (isTried === this.isTried) return;
    this.isTried = isTried;
    if (isTried) this.load();
    else this.content.replaceChildren(state(NONE));
  }

  async load() {
    try {
      this.#show(await get(`/rules/${encodeURIComponent(this.name)}/comparison`, this.signal));
    } catch (e) {
      if (e.name === 'AbortError') return;
      const text = e.status === 404 ? NONE : e.message;
      this.content.replaceChildren(state(text, e.status === 404 ? {} : { kind: 'error', retry: () => this.load() }));
      this.#shown = '';
    }
  }

  #show(data) {
    const { asOf, ...rest } = data;
    const key = JSON.stringify({ ...rest, until: 0 });
    if (key !== this.#shown) {
      this.#shown = key;
      this.age = h('p', { class: 'hint' });
      this.content.replaceChildren(
        h('p', {}, sentence(data)),
        this.age,
        days(data),
        only('Found in the shadow only', data.onlyShadow, data.onlyShadowRows, shadowPath),
        only('Found live only', data.onlyLive, data.onlyLiveRows, casePath),
      );
    }
    this.age.replaceChildren(
      `Version ${data.version} in the shadow, from ${zoned(data.since)} to ${zoned(data.until)}; as of ${zoned(asOf)}.`,
      data.complete ? '' : ' Some findings were left out for want of memory.',
    );
  }
}

const findings = (n) => `${whole(n)} finding${n === 1 ? '' : 's'}`;

function sentence({ live, shadow, onlyLive, onlyShadow }) {
  return `${findings(live)} live, ${findings(shadow)} in the shadow. ${whole(onlyShadow)} only in the shadow, ${whole(onlyLive)} only live.`;
}

function days({ days: all }) {
  if (!all.length) return h('p', { class: 'hint' }, 'Nothing was found since then.');
  const row = ({ day, live, shadow }) =>
    h('tr', {}, h('th', { scope: 'row' }, day), h('td', { class: 'number' }, whole(live)), h('td', { class: 'number' }, whole(shadow)));
  return table('days', 'Findings a day, UTC', ['Day, UTC', 'Live', 'Shadow'], all.map(row));
}

function only(title, count, rows, path) {
  if (!count) return h('p', {}, `${title}: nothing.`);
  const row = (each) =>
    h(
      'tr',
      {},
      [
        h('a', { href: path(each.episode), title: `Episode ${each.episode}` }, subject(each)),
        h('span', {}, `${each.figure} ${each.typology === 'structuring' ? 'payments' : each.currency}`),
        h('span', {}, whole(each.payments)),
        h('span', {}, each.severity),
        time(each.at),
      ].map((cell, i) => h('td', { 'data-label': HEADS[i] }, cell)),
    );
  const left = count - rows.length;
  return h('div', {}, h('h3', {}, `${title}: ${whole(count)}`), table('cards-when-narrow', title, HEADS, rows.map(row)), left > 0 && h('p', { class: 'hint' }, `${whole(left)} earlier ones are not shown.`));
}

function table(kind, caption, heads, rows) {
  return h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', { class: kind }, h('caption', { class: 'unseen' }, caption), h('thead', {}, h('tr', {}, heads.map((name) => h('th', { scope: 'col' }, name)))), h('tbody', {}, rows)),
  );
}
