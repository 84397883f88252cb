// Which alerts there were in the past hour, for the charts: each has a mark on the line of the city in which its newest payment was made.
import { get } from './api.js';
import { amount, whole } from './format.js';
import { onStream } from './stream.js';
import { subjectText } from './subject.js';

const HOUR_MS = 3_600_000;
const PAGE = 200; // as many as the server gives at once
const MOST = 1000; // more would cover the lines

export class AlertMarks {
  #cities = new Set();
  #marks = new Map();
  #cutAt = 0;

  /** @param changed called when there are others */
  constructor(signal, changed) {
    this.signal = signal;
    this.changed = changed;
    onStream('alert', (row) => this.#take(row), signal);
    onStream('open', () => this.#load(), signal);
  }

  /** Looks for those of these cities too, if it does not already. Others have no line, and would only push these out. */
  show(cities) {
    if (cities.every((city) => this.#cities.has(city))) return;
    cities.forEach((city) => this.#cities.add(city));
    this.#load();
  }

  async #load() {
    if (!this.#cities.size) return;
    const rows = await newest(Date.now() - HOUR_MS, [...this.#cities], this.signal).catch(() => []);
    rows.reverse().forEach((row) => this.#take(row));
    this.changed();
  }

  #take(row) {
    if (!this.#cities.has(row.city)) return;
    this.#marks.set(`${row.episode}-${row.step}`, row);
    if (this.#marks.size > MOST) {
      const [key, { at }] = this.#marks.entries().next().value;
      this.#marks.delete(key);
      this.#cutAt = Math.max(this.#cutAt, at);
    }
  }

  /** What a mark means, and whether there would be more of them. */
  get legend() {
    return this.#cutAt >= Date.now() - HOUR_MS ? `▲ an alert, only the newest ${whole(MOST)}` : '▲ an alert';
  }

  /** Those of a city within a time, both in milliseconds. */
  of(city, begin, end) {
    return [...this.#marks.values()].filter((row) => row.city === city && row.at >= begin && row.at <= end);
  }
}

/** The newest first, page by page, and one more than there is room for. */
async function newest(since, cities, signal) {
  const rows = [];
  for (let total = 1; rows.length < Math.min(total, MOST + 1); ) {
    const query = new URLSearchParams({ state: 'all', muted: 'true', since, city: cities.join(','), offset: rows.length, limit: PAGE });
    const page = await get(`/alerts?${query}`, signal);
    if (!page.items.length) break;
    rows.push(...page.items);
    total = page.total;
  }
  return rows;
}

export const markWords = (row) => `▲ ${subjectText(row)}, ${amount(row.total, false)} ${row.currency}`;
