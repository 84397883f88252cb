// The view that a newcomer sees first: what flows through each city, now and over the past hour.
import { get } from './api.js';
import { h, icon, setText, state } from './dom.js';
import { clock, tenth, whole } from './format.js';
import { AlertMarks } from './alert-marks.js';
import { colorOf, dashOf, swatch } from './city-colors.js';
import { Hour } from './hour.js';
import { charts, LineChart } from './line-chart.js';
import { answeredAt, missing } from './progress.js';
import { onStream } from './stream.js';
import { onThemeChange } from './theme.js';

const AGAIN_MS = 60_000; // Late payments of old seconds are exact after this.
const TICK_MS = 1_000; // Time goes on when there are no payments, too.
const ARRIVE_MS = 2_000; // What was made before it may not have arrived any more.

export const citiesView = {
  title: 'Cities',
  show(root, route, session, signal) {
    const view = new Cities(root, signal);
    view.start();
    return { keys: view.keys() };
  },
};

class Cities {
  #hour = new Hour();
  #cards = new Map();
  #hidden = new Set(JSON.parse(localStorage.getItem('hidden-cities') ?? '[]'));
  #paused = false;
  #held = null; // what the charts showed when they were paused
  #charts = [];
  #frame = 0;
  #order = []; // of the cards: by volume, as it was at the last load
  #liveAt = 0; // when the server's time was heard last, by this page's clock
  #missing = null; // why what cities do now is not known, and since when

  constructor(root, signal) {
    this.signal = signal;
    this.pause = h('button', { type: 'button', onclick: () => this.#toggle() });
    this.all = h('p', { class: 'all', id: 'all-cities' }, '\u00a0');
    // Empty cards hold the place, so that nothing moves when the figures come.
    this.ghosts = [1, 2, 3, 4, 5].map(() => h('div', { class: 'card ghost' }, h('p', { class: 'hint' }, 'Loading…')));
    this.marks = new AlertMarks(signal, () => this.#draw());
    this.grid = h('div', { class: 'cards' }, this.ghosts);
    this.panels = h('div', { class: 'charts' }, state('Loading the past hour…', { kind: 'loading' }));
    root.append(h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Cities'), this.all, this.pause), this.grid, this.panels);
    this.#showPause();
  }

  async start() {
    onStream('volumes', (event) => this.#take(event), this.signal);
    onStream('open', () => this.#load(), this.signal);
    this.signal.addEventListener('abort', () => this.#charts.forEach((chart) => chart.destroy()));
    const [Chart] = await Promise.all([charts(), this.#load()]);
    if (this.signal.aborted) return;
    this.Chart = Chart;
    this.#draw();
    const timers = [setInterval(() => this.#tick(), TICK_MS), setInterval(() => this.#load(), AGAIN_MS)];
    this.signal.addEventListener('abort', () => timers.forEach(clearInterval));
    onThemeChange(() => this.#charts.forEach((chart) => chart.paint()), this.signal);
  }

  keys() {
    const numbers = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, () => this.#show(this.#order[n - 1])]));
    return { p: () => this.#toggle(), ...numbers };
  }

  async #load() {
    try {
      this.#hour.load(await get('/volumes', this.signal));
      this.marks.show(this.#hour.names);
      this.#heard();
      this.#arrange();
      this.#draw();
    } catch (e) {
      if (e.name === 'AbortError' || this.#charts.length) return;
      this.panels.replaceChildren(state(e.message, { kind: 'error', retry: () => this.#load() }));
    }
  }

  #heard() {
    this.#liveAt = performance.now() - this.#hour.now;
  }

  #tick() {
    if (document.hidden || !this.#hour.now) return;
    this.#hour.advanceTo(performance.now() - this.#liveAt);
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #take(event) {
    this.#hour.apply(event);
    this.#heard();
    // Several events may come before the screen is painted again; a hidden page paints nothing.
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    if (this.#held || this.signal.aborted || !this.#hour.now) return;
    this.#look();
    const any = this.#hour.names.some((name) => this.#hour.figures(name).count > 0);
    if (!any && !this.#charts.length) {
      this.#drawCards();
      this.panels.replaceChildren(
        state(
          this.#missing
            ? `Nothing is known of the past hour: ${this.#sinceWhen()}.`
            : 'No payments yet. Each city is a topic of Kafka: start “fintrans demo” or “fintrans generate”, or point the console at another broker.',
        ),
      );
      return;
    }
    this.#drawCards();
    if (!this.Chart) return;
    if (this.#paused) this.#held = this.#moment();
    this.#drawCharts();
  }

  /** What came meanwhile is read anew when it is known again: it may be older than the stream's seconds. */
  #look() {
    const before = this.#missing;
    this.#hour.answered = answeredAt();
    this.#missing = missing();
    if (before && !this.#missing) this.#load();
  }

  #sinceWhen() {
    const { at, words } = this.#missing;
    return at ? `${words} since ${clock(at)}` : `${words} yet`;
  }

  #lines(name) {
    return this.#hour.lines(name, this.#missing ? this.#missing.at - ARRIVE_MS : Infinity);
  }

  /** All lines as they are now, so that a city can be shown or hidden in a picture that stands still. */
  #moment() {
    const { end, begin } = this.#hour;
    return { end, begin, lines: new Map(this.#hour.names.map((name) => [name, this.#lines(name)])) };
  }

  /** The largest come first. They change places only when all is read anew, not under the reader's eyes. */
  #arrange() {
    const totals = new Map(this.#hour.names.map((name) => [name, this.#hour.figures(name).total]));
    const order = this.#hour.names.toSorted((a, b) => totals.get(b) - totals.get(a));
    if (this.#paused || this.grid.contains(document.activeElement) || order.join('\n') === this.#order.join('\n')) return;
    this.#order = order;
    for (const [i, name] of order.entries()) {
      const { node, button } = this.#card(name);
      this.grid.append(node);
      button.title = `Show or hide ${name} in the charts${i < 9 ? ` (${i + 1})` : ''}`;
    }
  }

  #card(name) {
    return this.#cards.get(name) ?? this.#addCard(name);
  }

  #drawCards() {
    let perSecond = 0;
    let total = 0;
    for (const name of this.#hour.names) {
      if (!this.#order.includes(name)) this.#order.push(name);
      const card = this.#card(name);
      const figures = this.#hour.figures(name);
      card.node.classList.toggle('empty', figures.count === 0);
      card.none.hidden = figures.count > 0;
      setText(card.none, this.#missing ? 'Nothing is known of the past hour.' : 'No payments in the past hour.');
      setText(card.total, this.#missing && !figures.count ? '–' : whole(figures.total));
      setText(card.average, figures.average == null ? '–' : whole(figures.average));
      const rate = this.#missing ? null : figures.perSecond;
      setText(card.rate, rate === null ? '–' : tenth(rate));
      perSecond = rate === null ? null : perSecond + rate;
      total += figures.total;
    }
    setText(this.all, this.#missing ? this.#known(total) : this.#now(perSecond, total));
  }

  #now(perSecond, total) {
    return `${perSecond === null ? '–' : whole(perSecond)} payment${Math.round(perSecond) === 1 && perSecond !== null ? '' : 's'} per second · ${this.#amount(total)} in the past hour`;
  }

  #known(total) {
    return `– payments per second: ${this.#sinceWhen()} · ${this.#amount(total)} known of the past hour`;
  }

  #amount(total) {
    return `${whole(total)} ${this.#hour.currency}`;
  }

  #addCard(name) {
    const figure = (label, unit, kind) => {
      const value = h('span', { class: 'value' }, '–');
      return [value, h('div', { class: kind }, h('dt', {}, label), h('dd', {}, value, unit && h('span', { class: 'unit' }, ` ${unit}`)))];
    };
    const [total, totalNode] = figure('Total of the hour', this.#hour.currency, 'large');
    const [average, averageNode] = figure('Average', this.#hour.currency, 'small');
    const [rate, rateNode] = figure('Per second', null, 'small');
    const none = h('p', { class: 'hint none' });
    const button = h(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-pressed': String(!this.#hidden.has(name)),
        title: `Show or hide ${name} in the charts`,
        onclick: () => this.#show(name),
      },
      swatch(this.#hour.names.indexOf(name)),
      h('bdi', {}, name),
      icon('check'),
    );
    this.ghosts.forEach((ghost) => ghost.remove());
    const node = h('article', { class: 'card', 'aria-label': name }, h('h2', {}, button), h('dl', {}, totalNode, averageNode, rateNode), none);
    this.grid.append(node);
    const card = { total, average, rate, button, none, node };
    this.#cards.set(name, card);
    return card;
  }

  #drawCharts() {
    if (!this.#charts.length) {
      const unit = () => this.#hour.currency;
      this.#charts = [
        new LineChart(this.Chart, 'Total volume, each 10 seconds', { zero: true, unit, spanMs: 10_000, marks: this.marks }),
        new LineChart(this.Chart, 'Average amount of a payment, over a minute', { zero: false, unit, spanMs: 60_000, marks: this.marks }),
      ];
      this.#charts[0].share(this.#charts[1]);
      this.#charts[1].share(this.#charts[0]);
      this.panels.replaceChildren(...this.#charts.map((chart) => chart.node));
    }
    const { end, begin } = this.#held ?? this.#hour;
    const totals = new Map();
    const averages = new Map();
    for (const [i, name] of this.#hour.names.entries()) {
      if (this.#hidden.has(name)) continue;
      const look = { colorName: colorOf(i), dash: dashOf(i) };
      const lines = this.#held ? this.#held.lines.get(name) : this.#lines(name);
      if (!lines) continue; // A city whose first payment came after the pause.
      const { total, average } = lines;
      totals.set(name, { points: total, ...look });
      averages.set(name, { points: average, ...look });
    }
    this.#charts[0].draw(totals, begin, end);
    this.#charts[1].draw(averages, begin, end);
  }

  #show(name) {
    if (!name) return;
    if (!this.#hidden.delete(name)) this.#hidden.add(name);
    localStorage.setItem('hidden-cities', JSON.stringify([...this.#hidden]));
    this.#cards.get(name)?.button.setAttribute('aria-pressed', String(!this.#hidden.has(name)));
    if (this.#charts.length) this.#drawCharts();
  }

  #toggle() {
    this.#paused = !this.#paused;
    this.#held = null;
    this.#showPause();
    this.#draw();
  }

  #showPause() {
    this.pause.replaceChildren(icon(this.#paused ? 'play' : 'pause'), this.#paused ? 'Resume' : 'Pause');
    this.pause.title = this.#paused ? 'Show what happens now again (p)' : 'Hold the figures and charts to read them (p)';
    this.grid.parentElement.classList.toggle('paused', this.#paused);
  }
}
