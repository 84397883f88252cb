// The running total of a case's payments over time as steps, with the threshold and the payment that passed it.
import { h } from './dom.js';
import { amount, clock, moment, money, short } from './format.js';
import { freePlace, size, steps, write } from './chart-words.js';
import { canvasFont } from './line-chart.js';
import { color } from './theme.js';

const MOST_POINTS = 1_500;
const DAY_MS = 86_400_000;

export class Timeline {
  constructor(Chart, place) {
    this.canvas = h('canvas', { role: 'img' });
    place.replaceChildren(this.canvas);
    this.items = [];
    this.write = clock;
    this.chart = new Chart(this.canvas, {
      type: 'line',
      data: {
        datasets: [
          { label: 'Running total', stepped: 'before', borderWidth: 2, data: [] },
          { label: 'Threshold', borderDash: [6, 4], borderWidth: 1.5, pointRadius: 0, pointHitRadius: 0, data: [] },
        ],
      },
      options: this.#options(),
      plugins: [{ id: 'words', afterDatasetsDraw: (chart) => this.#write(chart) }],
    });
  }

  #options() {
    return {
      animation: false,
      parsing: false,
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { right: 14, top: 6 } },
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          grid: { display: false },
          border: { display: false },
          ticks: { callback: (value) => this.write(value), maxRotation: 0, maxTicksLimit: 6 },
        },
        y: {
          beginAtZero: true,
          grace: '8%',
          grid: {},
          border: { display: false },
          ticks: { maxTicksLimit: 6, callback: (value) => short(value) },
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          borderWidth: 1,
          padding: 10,
          displayColors: false,
          filter: (point) => point.datasetIndex === 0 && point.dataIndex > 0 && point.dataIndex <= this.items.length,
          callbacks: {
            title: ([point]) => (point ? `Payment ${this.items[point.dataIndex - 1].number}, ${moment(point.parsed.x)}` : ''),
            label: (point) => this.#label(this.items[point.dataIndex - 1]),
          },
        },
      },
    };
  }

  #label(item) {
    return [
      `${amount(item.amount)} in ${item.topic}`,
      `running total ${amount(item.running)}`,
      ...(item.crosses ? ['passes the threshold'] : []),
    ];
  }

  /** More points than a screen has room for are thinned; the table has all of them. */
  show(all, alert) {
    const threshold = alert.measures[0].limitText;
    const step = Math.ceil(all.length / MOST_POINTS);
    const items = (this.items = all.filter((item, i) => i % step === 0 || item.crosses || i === all.length - 1));
    this.write = all.at(-1).time - all[0].time > DAY_MS ? moment : clock;
    this.words = `threshold ${money(threshold, alert.currency)}`;
    const start = items[0].time;
    const end = Math.max(alert.at, items.at(-1).time);
    const margin = Math.max(1000, (end - start) * 0.03);
    const [total, limit] = this.chart.data.datasets;
    const before = Number(items[0].running) - Number(items[0].amount);
    total.data = [
      { x: start - margin, y: before },
      ...items.map((item) => ({ x: item.time, y: Number(item.running) })),
      { x: end + margin, y: Number(items.at(-1).running) },
    ];
    limit.data = [
      { x: start - margin, y: Number(threshold) },
      { x: end + margin, y: Number(threshold) },
    ];
    const size = (small, large) => [0, ...items.map((item) => (item.crosses ? large : small)), 0];
    Object.assign(total, {
      pointRadius: size(2.5, 6),
      pointHoverRadius: size(4, 8),
      pointStyle: ['circle', ...items.map((item) => (item.crosses ? 'triangle' : 'circle')), 'circle'],
    });
    Object.assign(this.chart.options.scales.x, { min: start - margin, max: end + margin });
    const crossing = items.find((item) => item.crosses);
    this.canvas.setAttribute(
      'aria-label',
      `The running total rises to ${money(alert.total, alert.currency)}. The threshold is ${money(threshold, alert.currency)}` +
        (crossing ? `; payment ${crossing.number} passes it at ${clock(crossing.time)}.` : '.') +
        ' The table below has every payment.',
    );
    this.paint();
  }

  paint() {
    const { scales, plugins } = this.chart.options;
    for (const axis of [scales.x, scales.y]) {
      axis.grid.color = color('--line');
      axis.ticks.color = color('--muted');
    }
    Object.assign(plugins.tooltip, {
      backgroundColor: color('--raised'),
      titleColor: color('--text'),
      bodyColor: color('--text'),
      borderColor: color('--line-strong'),
    });
    const [total, limit] = this.chart.data.datasets;
    const marks = ['transparent', ...this.items.map((item) => (item.crosses ? color('--danger') : color('--accent'))), 'transparent'];
    Object.assign(total, { borderColor: color('--accent'), pointBackgroundColor: marks, pointBorderColor: marks });
    limit.borderColor = this.ink = color('--danger');
    this.chart.update('none');
  }

  #write({ ctx, chartArea, scales }) {
    if (!this.words) return;
    const [total, limit] = this.chart.data.datasets;
    const at = ({ x, y }) => ({ x: scales.x.getPixelForValue(x), y: scales.y.getPixelForValue(y) });
    const [from, to] = limit.data.map(at);
    const inTheWay = [{ left: from.x, right: to.x, top: from.y, bottom: from.y }, ...steps(total.data.map(at))];
    const area = { ...chartArea, left: chartArea.left + 4, right: chartArea.right - 4 };
    ctx.save();
    ctx.font = canvasFont();
    ctx.fillStyle = this.ink;
    const crossing = this.items.find((item) => item.crosses);
    if (crossing) inTheWay.push(this.#writeCrossing(ctx, crossing, area, scales));
    write(ctx, this.words, freePlace(size(ctx, this.words), area, to.y, inTheWay), color('--surface'));
    ctx.restore();
  }

  /** Left of the payment and above what the total has reached: it only rises, so no line can be in the way. Returns the place. */
  #writeCrossing(ctx, crossing, area, scales) {
    const text = `payment ${crossing.number} passes it`;
    const { width, height } = size(ctx, text);
    const right = Math.max(scales.x.getPixelForValue(crossing.time) - 8, area.left + width);
    // Near the left edge the words reach over later payments: then they stand above the last of these.
    const under = this.items.findLast((item) => item === crossing || scales.x.getPixelForValue(item.time) < right + 6);
    const bottom = scales.y.getPixelForValue(Number(under.running)) - 7;
    const box = { left: right - width, right, top: bottom - height, bottom };
    write(ctx, text, box, color('--surface'));
    return box;
  }

  destroy() {
    this.chart.destroy();
  }
}
