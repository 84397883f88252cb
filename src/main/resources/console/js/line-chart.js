// Live lines over the past hour, one a city, with a hover that two charts share. Names stand at the lines' ends, so that colour is not alone.
import { cut, h, setText } from './dom.js';
import { clock, minute, short, whole } from './format.js';
import { markWords } from './alert-marks.js';
import { alertMarks } from './chart-marks.js';
import { color } from './theme.js';

const TICK_SECONDS = [10, 30, 60, 120, 300, 600, 1200];

/** Loads Chart.js when a view first needs it. */
export async function charts() {
  if (!globalThis.Chart) await import('/lib/chart.umd.js');
  Object.assign(globalThis.Chart.defaults.font, { family: 'system-ui, sans-serif', size: canvasPx() });
  return globalThis.Chart;
}

/** The size of painted words grows with the page's, which is larger on large screens. */
const canvasPx = () => Math.round(0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize));

export const canvasFont = () => `${canvasPx()}px system-ui, sans-serif`;

export class LineChart {
  #lines = new Map();
  #peers = [];

  /** @param zero whether the axis begins there (sums), or fits the values (averages); unit: says the currency; spanMs: what a point covers; marks: of alerts */
  constructor(Chart, title, { zero, unit, spanMs, marks }) {
    this.canvas = h('canvas', {
      role: 'img',
      tabindex: '0',
      'aria-label': `${title}. The arrow keys read it; the cards above have the figures.`,
    });
    this.legend = h('span', { class: 'hint mark-hint' }, marks.legend);
    this.alerts = marks;
    this.node = h('section', { class: 'panel chart' }, h('h2', {}, title, this.legend), h('div', { class: 'canvas' }, this.canvas));
    this.chart = new Chart(this.canvas, {
      type: 'line',
      data: { datasets: [] },
      options: options(zero, unit, spanMs, marks),
      plugins: [endLabels, crosshair, (this.marks = alertMarks(marks))],
    });
    this.chart.options.onHover = (event, active) => this.#peers.forEach((peer) => peer.#point(active[0]?.index));
    this.canvas.addEventListener('mouseleave', () => this.#peers.forEach((peer) => peer.#point()));
    this.canvas.addEventListener('keydown', (event) => this.#key(event));
    this.canvas.addEventListener('blur', () => [this, ...this.#peers].forEach((chart) => chart.#point()));
    this.paint();
  }

  share(peer) {
    this.#peers.push(peer);
  }

  /** Takes the colours of the present theme. */
  paint() {
    const { scales, plugins } = this.chart.options;
    for (const axis of Object.values(scales)) {
      axis.grid.color = color('--line');
      axis.ticks.color = color('--muted');
    }
    Object.assign(plugins.tooltip, {
      backgroundColor: color('--raised'),
      titleColor: color('--text'),
      bodyColor: color('--text'),
      borderColor: color('--line-strong'),
    });
    this.chart.ink = color('--line-strong');
    for (const line of this.#lines.values()) line.borderColor = line.backgroundColor = color(line.colorName);
    this.chart.update('none');
  }

  /** @param lines by city: `{ points, colorName, dash }`; begin, end: the time that is shown */
  draw(lines, begin, end) {
    setText(this.legend, this.alerts.legend);
    for (const [name, { points, colorName, dash }] of lines) {
      const line = this.#lines.get(name) ?? { label: name, colorName, borderDash: dash, borderWidth: 1.75, pointRadius: 0, pointHoverRadius: 3 };
      if (!line.borderColor) line.borderColor = line.backgroundColor = color(colorName);
      line.data = points;
      this.#lines.set(name, line);
    }
    this.chart.data.datasets = [...lines.keys()].map((name) => this.#lines.get(name));
    Object.assign(this.chart.options.scales.x, { min: begin, max: end });
    this.chart.update('none');
  }

  #point(index) {
    if (this.gone) return;
    const active =
      index == null
        ? []
        : this.chart.data.datasets.flatMap((line, datasetIndex) => (index < line.data.length ? [{ datasetIndex, index }] : []));
    this.chart.setActiveElements(active);
    this.chart.tooltip.setActiveElements(active, { x: 0, y: 0 });
    this.chart.update('none');
  }

  #key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const last = (this.chart.data.datasets[0]?.data.length ?? 0) - 1;
    if (!step || last < 0) return;
    event.preventDefault();
    const index = Math.min(last, Math.max(0, (this.chart.getActiveElements()[0]?.index ?? last + 1) + step));
    [this, ...this.#peers].forEach((chart) => chart.#point(index));
  }

  /** A canvas that has the focus tells of losing it when it goes. */
  destroy() {
    this.gone = true;
    this.chart.destroy();
  }
}

function options(zero, unit, spanMs, marks) {
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    layout: { padding: { right: canvasPx() * 6.6 } },
    scales: {
      x: timeAxis(),
      y: {
        beginAtZero: zero,
        grace: zero ? 0 : '5%',
        grid: {},
        border: { display: false },
        ticks: { maxTicksLimit: 6, callback: (value) => short(value) },
        afterFit: (axis) => {
          axis.width = canvasPx() * 4;
        },
      },
    },
    plugins: {
      legend: { display: false },
      tooltip: {
        borderWidth: 1,
        padding: 10,
        itemSort: (a, b) => b.parsed.y - a.parsed.y,
        callbacks: {
          title: (items) => (items[0] ? `${clock(items[0].parsed.x - spanMs)} – ${clock(items[0].parsed.x)}` : ''),
          label: (item) => ` ${item.dataset.label}  ${whole(item.parsed.y)} ${unit()}`,
          afterBody: (items) => items.flatMap(({ dataset, parsed }) => marks.of(dataset.label, parsed.x - 10_000, parsed.x).map(markWords)),
        },
      },
    },
  };
}

/** A plain number axis with ticks at whole minutes, or seconds at first: Chart.js' own time axis would need another library. */
function timeAxis() {
  return {
    type: 'linear',
    grid: {},
    border: { display: false },
    ticks: { callback: (value) => (value % 60_000 ? clock(value) : minute(value)), maxRotation: 0, autoSkip: false },
    afterBuildTicks: (axis) => {
      const most = axis.width < 420 ? 3 : 6;
      const step = 1000 * (TICK_SECONDS.find((seconds) => axis.max - axis.min <= most * seconds * 1000) ?? TICK_SECONDS.at(-1));
      axis.ticks = [];
      for (let t = Math.ceil(axis.min / step) * step; t <= axis.max; t += step) axis.ticks.push({ value: t });
    },
  };
}

const endLabels = {
  id: 'endLabels',
  afterDatasetsDraw(chart) {
    const { ctx, chartArea, data } = chart;
    const labels = data.datasets
      .map((line, i) => ({ line, point: lastPoint(chart, i) }))
      .filter(({ point }) => point)
      .sort((a, b) => a.point.y - b.point.y);
    const height = canvasPx() + 2;
    // Where there is no room for all names, those of the largest stay; the tooltip has all.
    labels.splice(Math.max(1, Math.floor(chartArea.height / height)));
    let y = -Infinity;
    for (const label of labels) y = label.y = Math.max(y + height, label.point.y);
    // Pushed off the lower edge: move the whole stack up from there.
    let limit = chartArea.bottom;
    for (const label of labels.reverse()) limit = (label.y = Math.min(label.y, limit)) - height;
    ctx.save();
    ctx.font = canvasFont();
    ctx.textBaseline = 'middle';
    for (const { line, y } of labels) {
      ctx.fillStyle = line.borderColor;
      ctx.fillText(cut(line.label, 7, 3), chartArea.right + 6, y);
    }
    ctx.restore();
  },
};

function lastPoint(chart, i) {
  const point = chart.getDatasetMeta(i).data.at(-1);
  return point && Number.isFinite(point.y) ? point : null;
}

const crosshair = {
  id: 'crosshair',
  beforeDatasetsDraw(chart) {
    const active = chart.getActiveElements()[0];
    if (!active) return;
    const { ctx, chartArea } = chart;
    ctx.save();
    ctx.strokeStyle = chart.ink;
    ctx.beginPath();
    ctx.moveTo(active.element.x, chartArea.top);
    ctx.lineTo(active.element.x, chartArea.bottom);
    ctx.stroke();
    ctx.restore();
  },
};
