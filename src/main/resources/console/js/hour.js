// The past hour of each city in buckets of ten seconds, and its newest seconds one by one: loaded once, then moved by the stream.

const KEEP_SECONDS = 90;
const RATE_SECONDS = 5;
const TOTAL_SECONDS = 10;
const ARRIVE_SECONDS = 2; // Until then not all of a second's payments are here.
const HOUR_MS = 3_600_000;
const SHORTEST_MS = 60_000;

export class Hour {
  #names = [];
  #cities = new Map();
  #known = Infinity; // the oldest second that is known by itself
  #early = []; // events that came before the first answer

  /** Until when what was made is known, in milliseconds: what came later may be on its way. */
  answered = Infinity;

  /** Takes the answer of /volumes. What the stream has told of later seconds is kept. */
  load(volumes) {
    this.currency = volumes.currency;
    this.bucketMillis = volumes.bucketMillis;
    this.from = volumes.from;
    this.now = Math.max(volumes.now, this.now ?? 0);
    this.#known = Math.floor(volumes.now / 1000) - KEEP_SECONDS + 1;
    this.#names = volumes.cities.map((city) => city.name);
    for (const { name, count, total, seconds } of volumes.cities) {
      const city = this.#city(name);
      city.count = [...count];
      city.total = total.map(Number);
      // A second only grows: of two answers the larger one is newer.
      for (const [second, payments, sum] of seconds) if (payments >= (city.seconds.get(second)?.[0] ?? 0)) city.seconds.set(second, [payments, Number(sum)]);
      this.#recount(city);
    }
    this.#advance();
    this.#early.splice(0).forEach((event) => this.apply(event));
  }

  get names() {
    return this.#names;
  }

  /** Takes an event of the stream: whole values of seconds, which replace what was known of them. */
  apply(event) {
    if (!this.bucketMillis) return void this.#early.push(event);
    this.advanceTo(event.now);
    for (const { name, seconds } of event.cities) {
      if (!this.#names.includes(name)) this.#names.push(name);
      const city = this.#city(name);
      for (const [second, count, total] of seconds) this.#replace(city, second, count, Number(total));
    }
  }

  /** Time goes on also when there are no payments. */
  advanceTo(now) {
    if (!this.bucketMillis || now <= this.now) return;
    this.now = now;
    this.#advance();
  }

  #city(name) {
    if (!this.#cities.has(name)) {
      const empty = () => new Array(360).fill(0);
      this.#cities.set(name, { count: empty(), total: empty(), seconds: new Map() });
    }
    return this.#cities.get(name);
  }

  /** What the buckets hold of an older second nobody here knows: they are loaded anew from time to time. */
  #replace(city, second, count, total) {
    if (second < this.#known) return;
    const [oldCount, oldTotal] = city.seconds.get(second) ?? [0, 0];
    city.seconds.set(second, [count, total]);
    const bucket = Math.floor((second * 1000 - this.from) / this.bucketMillis);
    if (bucket < 0 || bucket >= city.count.length) return;
    city.count[bucket] += count - oldCount;
    city.total[bucket] += total - oldTotal;
  }

  /** After a load: buckets of which every second is known are exact in these, and may be newer than the answer. */
  #recount(city) {
    for (let i = city.count.length - KEEP_SECONDS / 10; i < city.count.length; i++) {
      const first = (this.from + i * this.bucketMillis) / 1000;
      if (first < this.#known) continue;
      [city.count[i], city.total[i]] = sumOf(city, first, first + this.bucketMillis / 1000 - 1);
    }
  }

  #advance() {
    const behind = Math.floor((this.now - this.from) / this.bucketMillis) - 359;
    if (behind > 0) this.from += behind * this.bucketMillis;
    const oldest = Math.floor(this.now / 1000) - KEEP_SECONDS + 1;
    this.#known = Math.max(this.#known, oldest);
    for (const city of this.#cities.values()) {
      for (let i = 0; i < Math.min(behind, 360); i++) {
        city.count.shift();
        city.total.shift();
        const first = (this.from + (360 - behind + i) * this.bucketMillis) / 1000;
        // A payment may be told of before this page's clock has come to its second.
        const [count, total] = sumOf(city, first, first + this.bucketMillis / 1000 - 1);
        city.count.push(count);
        city.total.push(total);
      }
      for (const second of city.seconds.keys()) if (second < oldest) city.seconds.delete(second);
    }
  }

  /** What a city's card says. */
  figures(name) {
    const city = this.#city(name);
    const count = sum(city.count);
    const total = sum(city.total);
    return { count, total, average: count ? total / count : null, perSecond: this.#rate(city) };
  }

  /** Over the newest seconds of which all is here, at most five; null until there is one, and when they are too long ago to be known one by one. */
  #rate(city) {
    const newest = Math.floor(Math.min(this.now, this.answered) / 1000) - ARRIVE_SECONDS;
    const begin = Math.max(this.#first() / 1000, newest - RATE_SECONDS + 1);
    return newest < begin || begin < this.#known ? null : sumOf(city, begin, newest)[0] / (newest - begin + 1);
  }

  /** When the first payment of the hour was made in any city, in milliseconds: to the second, if that is known. */
  #first() {
    const bucket = this.#firstBucket();
    const from = this.from + bucket * this.bucketMillis;
    if (from / 1000 < this.#known) return from;
    const seconds = this.#names.flatMap((name) => [...this.#city(name).seconds].filter(([, [count]]) => count > 0).map(([second]) => second));
    return seconds.length ? Math.min(...seconds) * 1000 : this.now;
  }

  /** When the charts begin: an hour ago, or with the first payment if that is later. */
  get begin() {
    return Math.max(this.now - HOUR_MS, this.#first());
  }

  /** And end: now, but a minute has room in any case. */
  get end() {
    return Math.max(this.now, this.begin + SHORTEST_MS);
  }

  /** Before it there was no payment in any city: no line says that there were none. */
  #firstBucket() {
    const firsts = this.#names.map((name) => this.#city(name).count.findIndex((count) => count > 0)).filter((first) => first >= 0);
    return firsts.length ? Math.min(...firsts) : 359;
  }

  /**
   * Two lines of points. Totals: of each full bucket at its end, then of the ten seconds up to now; the bucket that is still filling is not
   * drawn as it is, as every line would seem to fall to zero. Averages: over a minute, as those of ten seconds are mostly noise.
   *
   * @param until what is known, in milliseconds: no line goes on behind it
   */
  lines(name, until = Infinity) {
    const city = this.#city(name);
    const total = [];
    const average = [];
    const minute = { count: 0, total: 0 };
    const first = this.#firstBucket();
    for (let i = 0; i < city.count.length; i++) {
      minute.count += city.count[i] - (city.count[i - 6] ?? 0);
      minute.total += city.total[i] - (city.total[i - 6] ?? 0);
      if (i < first) continue;
      const filling = i === city.count.length - 1;
      const x = filling ? this.now : this.from + (i + 1) * this.bucketMillis;
      if (x > until) break;
      average.push({ x, y: minute.count > 0 ? minute.total / minute.count : NaN });
      if (!filling) total.push({ x, y: city.total[i] });
    }
    const end = Math.min(this.now, until);
    const single = Math.floor(end / 1000) - TOTAL_SECONDS >= this.#known;
    if (single && end - this.#first() > TOTAL_SECONDS * 1000) total.push({ x: end, y: this.#recentTotal(city, end) });
    return { total, average };
  }

  /** Of the ten seconds up to then. The oldest is taken in part, as the newest has not ended yet. */
  #recentTotal(city, end) {
    const newest = Math.floor(end / 1000);
    const part = 1 - (end % 1000) / 1000;
    return sumOf(city, newest - TOTAL_SECONDS + 1, newest)[1] + part * (city.seconds.get(newest - TOTAL_SECONDS)?.[1] ?? 0);
  }
}

/** Count and total of these seconds, both ends included. */
function sumOf(city, first, last) {
  const result = [0, 0];
  for (let second = Math.ceil(first); second <= last; second++) {
    const [count, total] = city.seconds.get(second) ?? [0, 0];
    result[0] += count;
    result[1] += total;
  }
  return result;
}

function sum(numbers) {
  let result = 0;
  for (const n of numbers) result += n;
  return result;
}
