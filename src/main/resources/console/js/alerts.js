// The list of episodes that someone works through. Rows change in place; new ones wait behind a button while the list is in use.
import { get } from './api.js';
import { AlertFilter } from './alert-filter.js';
import { alertRow, columnName, COLUMNS, lineOf, updateRow } from './alert-row.js';
import { canAct } from './case-choices.js';
import { h, setText, state } from './dom.js';
import { floodHead, floodLines } from './floods.js';
import { clock, count, whole, zoned } from './format.js';
import { InvestigationPanel } from './investigation.js';
import { holdKeysWhile } from './keyboard.js';
import { announce } from './notice.js';
import { replaceQuery } from './router.js';
import { Pager, Rows } from './rows.js';
import { onStream } from './stream.js';
import { whyNothing } from './why.js';
import { PAGE, select, worklist } from './worklist.js';

const REFRESH_MS = 1_000;
const DESCENDING_FIRST = new Set(['at', 'total', 'times', 'payments', 'urgency']);

export const alertsView = {
  title: 'Alerts',
  show(root, route, session, signal) {
    const view = new Alerts(root, route.query, session, signal);
    view.start();
    return { keys: view.keys() };
  },
};

class Alerts {
  #new = new Set();
  #moved = new Set();
  #back = null;
  #newestAt = 0;
  readAt = 0;
  #request = new AbortController();
  #timer = 0;

  constructor(root, query, session, signal) {
    Object.assign(this, { session, signal });
    this.sort = query.get('sort') ?? 'at';
    this.order = query.get('order') ?? 'desc';
    this.offset = Number(query.get('offset')) || 0;
    this.filter = new AlertFilter(query, () => this.#load(0), signal);
    this.pager = new Pager(PAGE, (offset) => this.#load(offset).then(() => scrollTo(0, 0)));
    this.asOf = h('span', { class: 'hint order' });
    this.news = h('button', { type: 'button', class: 'news primary', onclick: () => this.#load(0) });
    this.news.hidden = true;
    this.line = h('p', { class: 'line idle' }, 'Select a row to read its line.');
    this.body = h('tbody');
    this.rows = new Rows(
      this.body,
      (tr) => {
        select(tr.row.episode);
        this.#showLine(tr.row);
      },
      (step) => holdKeysWhile(this.#turn(step)),
    );
    this.floods = h('div', { class: 'floods' });
    this.investigation = this.filter.investigation && new InvestigationPanel(session, signal, () => this.#load(0));
    this.low = h('p', { class: 'hint low-severity' });
    this.leftOut = h('p', { class: 'hint left-out', hidden: true });
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
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Alerts'), h('div', { class: 'news-place' }, this.news, this.asOf), this.pager.node),
      ...(this.investigation ? [h('p', {}, h('a', { href: '#/alerts' }, 'All alerts')), this.investigation.node] : []),
      this.filter.form,
      this.floods,
      this.low,
      this.leftOut,
      h('div', { class: 'panel table' }, this.table, this.notice),
      this.line,
    );
  }

  start() {
    onStream('alert', (row) => this.#take(row), this.signal);
    onStream('open', () => this.#load(this.offset), this.signal);
    this.signal.addEventListener('abort', () => {
      clearTimeout(this.#timer);
      worklist.top = scrollY;
    });
    // Whoever comes back from a case goes on where they were.
    if (location.hash === worklist.hash && worklist.selected) this.#back = { ...worklist };
    holdKeysWhile(this.#load(this.offset));
  }

  /** Over the end of a page, to the first or last row of the one beside it. */
  async #turn(step) {
    const loaded = this.pager.move(step);
    if (!loaded) return;
    await loaded;
    this.rows.go(step > 0 ? 0 : Infinity);
  }

  keys() {
    const own = this.investigation && canAct(this.session.role) ? { a: () => this.investigation.assign.toMe() } : {};
    return { ...own, ...this.rows.keys(), ...this.pager.keys(), '/': () => this.filter.search.focus(), n: () => this.news.hidden || this.#load(0) };
  }

  #header(column) {
    if (!column.sort) return h('th', { scope: 'col' }, columnName(column));
    const button = h('button', { type: 'button', class: 'plain', onclick: () => this.#sortBy(column.sort) }, columnName(column));
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
      Object.assign(worklist, { query, offset, total: page.total });
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

  #show({ total, findings, items, counts, severities, floods, completeSince }) {
    this.#showLow(severities, findings - total);
    this.floods.replaceChildren(...(this.filter.flood ? [floodHead(this.filter.flood)] : floodLines(this.filter.investigation ? [] : floods, this.filter)));
    this.filter.shownId = items[0]?.investigation?.id;
    this.investigation?.show(items);
    this.leftOut.hidden = completeSince === null;
    setText(
      this.leftOut,
      `Not all alerts are here: the console had no memory for older ones, until ${zoned(completeSince)}, unless somebody has worked on them. fintrans alerts prints all of them; with more memory the console lists more.`,
    );
    const back = this.#back;
    this.#back = null;
    const selected = back?.selected ?? this.rows.current?.dataset.episode;
    const focused = this.body.contains(document.activeElement);
    this.#new.clear();
    this.#moved.clear();
    this.readAt = Date.now();
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
    if (back && items.length) this.#return(back, again);
    this.notice.replaceChildren(...(items.length ? [] : [this.#empty(counts, severities)]));
  }

  /** They are a view of their own, and the list says how many there are. */
  #showLow({ low, medium, high }, together) {
    const said = [];
    if (together > 0) said.push(`${count(together, 'finding')} more ${together === 1 ? 'shares' : 'share'} accounts with those in the list, on their lines. `);
    if (this.filter.isLow) said.push('Only low severity. ', h('a', { href: this.filter.path('') }, `${whole(medium + high)} of medium and high severity`));
    else if (this.filter.leavesLowOut && !this.investigation && low > 0) said.push(h('a', { href: this.filter.path('low') }, `${whole(low)} of low severity`));
    this.low.hidden = !said.length;
    this.low.replaceChildren(...said);
  }

  /** A case that was decided may have left the list: then the one that took its place is next. */
  #return({ at, top }, row) {
    this.rows.go(row ? row.sectionRowIndex : at);
    scrollTo(0, top);
  }

  #empty(counts, { low }) {
    const any = Object.values(counts).some((n) => n > 0);
    if (this.floods.querySelector('a[href*=flood]')) return state('All that matches is what a rule floods the list with: its line above leads there.');
    if (this.investigation) return state('Nothing of this investigation is open any more.');
    if (low && this.filter.leavesLowOut) return state('Nothing of medium or high severity is here; what is of low severity is a view of its own.');
    if (this.filter.values().size) {
      const nothing = state('No alert matches this filter. Clear it, or choose the state “All”.');
      return h('div', {}, nothing, whyNothing(this.filter.search.value, this.signal));
    }
    if (any) return state('Nothing to do: every alert is decided. Choose the state “All” to see them.');
    return state(
      'No alerts yet: laundering must first happen. In the demo the first alert comes after about 20 seconds; it appears here by itself.',
    );
  }

  #take(row) {
    const tr = this.body.querySelector(`[data-episode="${CSS.escape(row.episode)}"]`);
    if (tr) {
      // Its values are new at once; its place in the order is, when somebody asks for it.
      if (tr.row[this.sort] !== row[this.sort]) this.#moved.add(row.episode);
      updateRow(tr, row);
      if (tr === this.rows.current) this.#showLine(row);
      if (!this.#moved.has(row.episode)) return;
    } else {
      // One that changed on another page, for example because a colleague decided it, is not new.
      if (row.at <= this.#newestAt || !this.filter.accepts(row)) return;
      this.#new.add(row.episode);
      announce(`${count(this.#new.size, 'new alert')}.`);
    }
    if (this.#inUse()) this.#showNews();
    else this.#timer ||= setTimeout(() => this.#refresh(), REFRESH_MS);
  }

  #showLine(row) {
    this.line.classList.remove('idle');
    setText(this.line, lineOf(row));
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
    const changed = new Set([...this.#new, ...this.#moved]).size;
    this.news.hidden = changed === 0;
    this.asOf.hidden = changed === 0;
    this.table.classList.toggle('stale', changed > 0);
    setText(this.news, this.sort === 'at' ? `${changed} newer` : `${changed} new or moved`);
    setText(this.asOf, changed ? `The order is that of ${clock(this.readAt)}.` : '');
    this.news.title = 'Show them in their places (n)';
  }
}
