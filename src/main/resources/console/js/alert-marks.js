// Which alerts there were in the past hour, for the charts: each has a mark on the line of the city in which its newest payment was made.
import { get } from './api.js';
import { amount } from './format.js';
import { onStream } from './stream.js';

const HOUR_MS = 3_600_000;
const MOST = 200;

export class AlertMarks {
  #marks = new Map();

  /** @param changed called when there are others */
  constructor(signal, changed) {
    const load = async () => {
      const query = new URLSearchParams({ state: 'all', muted: 'true', since: Date.now() - HOUR_MS, limit: MOST });
      const { items } = await get(`/alerts?${query}`, signal).catch(() => ({ items: [] }));
      items.forEach((row) => this.#take(row));
      changed();
    };
    onStream('alert', (row) => this.#take(row), signal);
    onStream('open', load, signal);
    load();
  }

  #take(row) {
    this.#marks.set(`${row.episode}-${row.step}`, row);
    if (this.#marks.size > 2 * MOST) this.#marks.delete(this.#marks.keys().next().value);
  }

  /** Those of a city within a time, both in milliseconds. */
  of(city, begin, end) {
    return [...this.#marks.values()].filter((row) => row.city === city && row.at >= begin && row.at <= end);
  }
}

export const markWords = (row) => `▲ ${row.source} → ${row.target}, ${amount(row.total, false)} ${row.currency}`;
