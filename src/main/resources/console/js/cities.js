// The view that a newcomer sees first: what flows through each city, now and over the past hour.
import { get } from './api.js';
import { h, icon, setText, state } from './dom.js';
import { tenth, whole } from './format.js';
import { Hour } from './hour.js';
import { charts, LineChart } from './line-chart.js';
import { onStream } from './stream.js';
import { onThemeChange } from './theme.js';

const COLORS = 8;
const AGAIN_MS = 60_000; // Late payments of old seconds are exact after this.
const FIRST_MS = 12_000; // The bucket that was half full when the page opened is exact after this.

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

  constructor(root, signal) {
    this.signal = signal;
    this.pause = h('button', { type: 'button', onclick: () => this.#toggle() });
    this.all = h('p', { class: 'all', id: 'all-cities' }, '\u00a0');
    // Empty cards hold the place, so that nothing moves when the figures come.
    this.ghosts = [1, 2, 3, 4, 5].map(() => h('div', { class: 'card ghost' }));
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
    const timers = [setTimeout(() => this.#load(), FIRST_MS), setInterval(() => this.#load(), AGAIN_MS)];
    this.signal.addEventListener('abort', () => timers.forEach(clearInterval));
    onThemeChange(() => this.#charts.forEach((chart) => chart.paint()), this.signal);
  }

  keys() {
    const numbers = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, () => this.#show(this.#hour.names[n - 1])]));
    return { p: () => this.#toggle(), ...numbers };
  }

  async #load() {
    try {
      this.#hour.load(await get('/volumes', this.signal));
      this.#draw();
    } catch (e) {
      if (e.name === 'AbortError' || this.#charts.length) return;
      this.panels.replaceChildren(state(e.message, { kind: 'error', retry: () => this.#load() }));
    }
  }

  #take(event) {
    this.#hour.apply(event);
    // Several events may come before the screen is painted again; a hidden page paints nothing.
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.#frame = 0;
    if (this.#held || this.signal.aborted || !this.#hour.now) return;
    if (!this.#hour.names.length) {
      this.grid.replaceChildren();
      this.panels.replaceChildren(
        state(
          'No payments yet. They come from the topics London, NYC, SF, Moscow and Tokyo: start “fintrans demo” or “fintrans generate”, or point the console at another broker.',
        ),
      );
      return;
    }
    this.#drawCards();
    if (!this.Chart) return;
    if (this.#paused) this.#held = this.#moment();
    this.#drawCharts();
  }

  /** All lines as they are now, so that a city can be shown or hidden in a picture that stands still. */
  #moment() {
    const { now, begin } = this.#hour;
    return { now, begin, lines: new Map(this.#hour.names.map((name) => [name, this.#hour.lines(name)])) };
  }

  #drawCards() {
    let perSecond = 0;
    let total = 0;
    for (const [i, name] of this.#hour.names.entries()) {
      const card = this.#cards.get(name) ?? this.#addCard(name, i);
      const figures = this.#hour.figures(name);
      setText(card.total, whole(figures.total));
      setText(card.average, figures.average == null ? '–' : whole(figures.average));
      setText(card.rate, tenth(figures.perSecond));
      perSecond += figures.perSecond;
      total += figures.total;
    }
    setText(this.all, `${whole(perSecond)} payments per second · ${whole(total)} ${this.#hour.currency} in the past hour`);
  }

  #addCard(name, i) {
    const figure = (label, unit, kind) => {
      const value = h('span', { class: 'value' }, '–');
      return [value, h('div', { class: kind }, h('dt', {}, label), h('dd', {}, value, unit && h('span', { class: 'unit' }, ` ${unit}`)))];
    };
    const [total, totalNode] = figure('Total of the hour', this.#hour.currency, 'large');
    const [average, averageNode] = figure('Average', this.#hour.currency);
    const [rate, rateNode] = figure('Per second', null);
    const button = h(
      'button',
      {
        type: 'button',
        class: 'chip',
        'aria-pressed': String(!this.#hidden.has(name)),
        title: `Show or hide ${name} in the charts (${i + 1})`,
        onclick: () => this.#show(name),
      },
      h('span', { class: `swatch city-${(i % COLORS) + 1}` }),
      h('bdi', {}, name),
      icon('check'),
    );
    this.ghosts.forEach((ghost) => ghost.remove());
    this.grid.append(
      h('article', { class: 'card', 'aria-label': name }, h('h2', {}, button), h('dl', {}, totalNode, averageNode, rateNode)),
    );
    const card = { total, average, rate, button };
    this.#cards.set(name, card);
    return card;
  }

  #drawCharts() {
    if (!this.#charts.length) {
      const unit = () => this.#hour.currency;
      this.#charts = [
        new LineChart(this.Chart, 'Total volume, each 10 seconds', { zero: true, unit, spanMs: 10_000 }),
        new LineChart(this.Chart, 'Average amount of a payment, over a minute', { zero: false, unit, spanMs: 60_000 }),
      ];
      this.#charts[0].share(this.#charts[1]);
      this.#charts[1].share(this.#charts[0]);
      this.panels.replaceChildren(...this.#charts.map((chart) => chart.node));
    }
    const { now, begin } = this.#held ?? this.#hour;
    const totals = new Map();
    const averages = new Map();
    for (const [i, name] of this.#hour.names.entries()) {
      if (this.#hidden.has(name)) continue;
      const colorName = `--city-${(i % COLORS) + 1}`;
      const lines = this.#held ? this.#held.lines.get(name) : this.#hour.lines(name);
      if (!lines) continue; // A city whose first payment came after the pause.
      const { total, average } = lines;
      totals.set(name, { points: total, colorName });
      averages.set(name, { points: average, colorName });
    }
    this.#charts[0].draw(totals, begin, now);
    this.#charts[1].draw(averages, begin, now);
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
