// The payments of a case over time, each as high as its amount: where what was measured is no sum, there is no total that rises to a limit.
import { h } from './dom.js';
import { amount, clock, count, moment, money, short } from './format.js';
import { color } from './theme.js';

const DAY_MS = 86_400_000;
/** A shape and a colour for each part that a payment may have, so that neither alone tells them apart. */
const PARTS = {
  direct: ['from one account to the other', 'circle', '--accent'],
  in: ['to the account', 'triangle', '--accent'],
  out: ['from the account', 'rect', '--danger'],
  hop: ['from one account to the next', 'circle', '--accent'],
};

export class PaymentChart {
  constructor(Chart, place) {
    this.canvas = h('canvas', { role: 'img' });
    place.replaceChildren(this.canvas);
    this.write = clock;
    this.chart = new Chart(this.canvas, { type: 'scatter', data: { datasets: [] }, options: this.#options() });
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
        y: { beginAtZero: true, grace: '8%', grid: {}, border: { display: false }, ticks: { maxTicksLimit: 6, callback: (value) => short(value) } },
      },
      plugins: {
        legend: { display: false, position: 'bottom', labels: { usePointStyle: true, boxHeight: 7 } },
        tooltip: {
          borderWidth: 1,
          padding: 10,
          displayColors: false,
          callbacks: {
            title: ([point]) => (point ? `Payment ${point.raw.item.number}, ${moment(point.parsed.x)}` : ''),
            label: ({ raw: { item } }) => [`${item.source} → ${item.target}`, `${amount(item.amount)} in ${item.topic}`],
          },
        },
      },
    };
  }

  show(items, alert) {
    this.write = items.at(-1).time - items[0].time > DAY_MS ? moment : clock;
    const end = Math.max(alert.at, items.at(-1).time);
    const margin = Math.max(1000, (end - items[0].time) * 0.03);
    const parts = Object.keys(PARTS).filter((part) => items.some((item) => item.part === part));
    this.chart.data.datasets = parts.map((part) => ({
      label: PARTS[part][0],
      part,
      pointStyle: PARTS[part][1],
      pointRadius: 5,
      pointHoverRadius: 7,
      data: items.filter((item) => item.part === part).map((item) => ({ x: item.time, y: Number(item.amount), item })),
    }));
    const { scales, plugins } = this.chart.options;
    Object.assign(scales.x, { min: items[0].time - margin, max: end + margin });
    plugins.legend.display = parts.length > 1;
    const largest = items.reduce((most, item) => (Number(item.amount) > Number(most.amount) ? item : most));
    this.canvas.setAttribute(
      'aria-label',
      `${count(items.length, 'payment')} between ${moment(items[0].time)} and ${moment(items.at(-1).time)}; the largest is ${money(largest.amount, alert.currency)}. The table below has every payment.`,
    );
    this.paint();
  }

  paint() {
    const { scales, plugins } = this.chart.options;
    for (const axis of [scales.x, scales.y]) {
      axis.grid.color = color('--line');
      axis.ticks.color = color('--muted');
    }
    plugins.legend.labels.color = color('--text');
    Object.assign(plugins.tooltip, {
      backgroundColor: color('--raised'),
      titleColor: color('--text'),
      bodyColor: color('--text'),
      borderColor: color('--line-strong'),
    });
    for (const set of this.chart.data.datasets) {
      const ink = color(PARTS[set.part][2]);
      Object.assign(set, { backgroundColor: ink, borderColor: ink });
    }
    this.chart.update('none');
  }

  destroy() {
    this.chart.destroy();
  }
}
