// The list of episodes that someone works through. Rows change in place; new ones wait behind a button while the list is in use.
import { get } from './api.js';
import { AlertFilter } from './alert-filter.js';
import { alertRow, COLUMNS, updateRow } from './alert-row.js';
import { h, setText, state } from './dom.js';
import { count } from './format.js';
import { announce } from './notice.js';
import { casePath, replaceQuery } from './router.js';
import { Pager, Rows } from './rows.js';
import { onStream } from './stream.js';

const PAGE = 50;
const REFRESH_MS = 1_000;
const DESCENDING_FIRST = new Set(['at', 'total', 'times', 'payments']);

/** The list as it was last seen: j and k in a case walk on through it, and u leads back to it. */
export const worklist = { hash: '#/alerts', episodes: [] };

export const alertsView = {
  title: 'Alerts',
  show(root, route, session, signal) {
    const view = new Alerts(root, route.query, signal);
    view.start();
    return { keys: view.keys() };
  },
};

class Alerts {
  #new = new Set();
  #newestAt = 0;
  #request = new AbortController();
  #timer = 0;

  constructor(root, query, signal) {
    this.signal = signal;
    this.sort = query.get('sort') ?? 'at';
    this.order = query.get('order') ?? 'desc';
    this.offset = Number(query.get('offset')) || 0;
    this.filter = new AlertFilter(query, () => this.#load(0), signal);
    this.pager = new Pager(PAGE, (offset) => this.#load(offset).then(() => scrollTo(0, 0)));
    this.news = h('button', { type: 'button', class: 'news primary', onclick: () => this.#load(0) });
    this.news.hidden = true;
    this.line = h('p', { class: 'line idle' }, 'Select a row to read its line.');
    this.body = h('tbody');
    this.rows = new Rows(this.body, (tr) => this.#showLine(tr.row));
    this.notice = h('div', {}, state('Loading alerts…', { kind: 'loading' }));
    this.table = h(
      'table',
      { class: 'alerts cards-when-narrow' },
      h('caption', { class: 'unseen' }, 'Episodes of alerts'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          COLUMNS.map((column) => this.#header(column)),
        ),
      ),
      this.body,
    );
    root.append(
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Alerts'), h('div', { class: 'news-place' }, this.news), this.pager.node),
      this.filter.form,
      h('div', { class: 'panel table' }, this.table, this.notice),
      this.line,
    );
  }

  start() {
    onStream('alert', (row) => this.#take(row), this.signal);
    onStream('open', () => this.#load(this.offset), this.signal);
    this.signal.addEventListener('abort', () => clearTimeout(this.#timer));
    this.#load(this.offset);
  }

  keys() {
    return { ...this.rows.keys(), ...this.pager.keys(), '/': () => this.filter.search.focus(), n: () => this.news.hidden || this.#load(0) };
  }

  #header(column) {
    if (!column.sort) return h('th', { scope: 'col' }, column.name);
    const button = h('button', { type: 'button', class: 'plain', onclick: () => this.#sortBy(column.sort) }, column.name);
    return h('th', { scope: 'col', 'data-sort': column.sort, class: column.number ? 'number' : null }, button);
  }

  #sortBy(sort) {
    const first = DESCENDING_FIRST.has(sort) ? 'desc' : 'asc';
    this.order = this.sort !== sort ? first : this.order === 'desc' ? 'asc' : 'desc';
    this.sort = sort;
    this.#load(0);
  }

  async #load(offset) {
    this.#request.abort();
    this.#request = new AbortController();
    this.signal.addEventListener('abort', () => this.#request.abort(), { once: true });
    const query = this.filter.query(Date.now());
    for (const [name, value] of Object.entries({ sort: this.sort, order: this.order, offset, limit: PAGE })) query.set(name, value);
    this.#remember(offset);
    try {
      const page = await get(`/alerts?${query}`, this.#request.signal);
      this.offset = offset;
      this.#show(page);
    } catch (e) {
      if (e.name === 'AbortError') return;
      this.body.replaceChildren();
      this.notice.replaceChildren(state(e.message, { kind: 'error', retry: () => this.#load(offset) }));
    }
  }

  #remember(offset) {
    const query = this.filter.values();
    if (this.sort !== 'at' || this.order !== 'desc') {
      query.set('sort', this.sort);
      query.set('order', this.order);
    }
    if (offset) query.set('offset', offset);
    replaceQuery('alerts', query);
    worklist.hash = location.hash;
  }

  #show({ total, items, counts }) {
    const selected = this.rows.current?.dataset.episode;
    const focused = this.body.contains(document.activeElement);
    this.#new.clear();
    this.#newestAt = items.reduce((newest, row) => Math.max(newest, row.at), this.#newestAt);
    this.#showNews();
    this.pager.show(this.offset, total);
    this.body.replaceChildren(...items.map(alertRow));
    worklist.episodes = items.map((row) => row.episode);
    for (const th of this.table.tHead.rows[0].cells) {
      if (th.dataset.sort === this.sort) th.setAttribute('aria-sort', this.order === 'desc' ? 'descending' : 'ascending');
      else th.removeAttribute('aria-sort');
    }
    const again = selected && this.body.querySelector(`[data-episode="${CSS.escape(selected)}"]`);
    again?.setAttribute('aria-current', 'true');
    if (focused) again?.querySelector('a').focus({ preventScroll: true });
    this.notice.replaceChildren(...(items.length ? [] : [this.#empty(counts)]));
  }

  #empty(counts) {
    const any = Object.values(counts).some((n) => n > 0);
    if (this.filter.values().size) return state('No alert matches this filter. Clear it, or choose the state “All”.');
    if (any) return state('Nothing to do: every alert is decided. Choose the state “All” to see them.');
    return state(
      'No alerts yet: laundering must first happen. In the demo the first alert comes after about 20 seconds; it appears here by itself.',
    );
  }

  #take(row) {
    const tr = this.body.querySelector(`[data-episode="${CSS.escape(row.episode)}"]`);
    if (tr) {
      updateRow(tr, row);
      if (tr === this.rows.current) this.#showLine(row);
      return;
    }
    // One that changed on another page, for example because a colleague decided it, is not new.
    if (row.at <= this.#newestAt || !this.filter.accepts(row)) return;
    this.#new.add(row.episode);
    announce(`${count(this.#new.size, 'new alert')}.`);
    if (this.#inUse()) this.#showNews();
    else this.#timer ||= setTimeout(() => this.#refresh(), REFRESH_MS);
  }

  #showLine(row) {
    this.line.classList.remove('idle');
    setText(this.line, row.line);
  }

  #refresh() {
    this.#timer = 0;
    if (this.#inUse()) this.#showNews();
    else this.#load(0);
  }

  /** Rows may move only when nobody reads, points at or walks through them. */
  #inUse() {
    const newestFirst = this.sort === 'at' && this.order === 'desc' && this.offset === 0;
    return this.body.rows.length > 0 && (!newestFirst || scrollY > 0 || this.body.matches(':hover') || this.rows.current !== null);
  }

  #showNews() {
    this.news.hidden = this.#new.size === 0;
    setText(this.news, `${this.#new.size} new`);
    this.news.title = 'Show them (n)';
  }
}

/** The case before or after this one in the list as it was last seen. */
export function neighbour(episode, step) {
  const at = worklist.episodes.indexOf(episode);
  const other = at < 0 ? worklist.episodes[0] : worklist.episodes[at + step];
  return other && other !== episode ? casePath(other) : null;
}
