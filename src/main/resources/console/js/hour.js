// The past hour of each city in buckets of ten seconds: loaded once, then moved by the stream's seconds.

const KEEP_SECONDS = 90;
const RATE_SECONDS = 5;
const HOUR_MS = 3_600_000;
const SHORTEST_MS = 120_000;

export class Hour {
  #names = [];
  #cities = new Map();
  #loadedAt = 0;
  #firstSecond = Infinity; // the oldest of which the stream told everything

  /** Takes the answer of /volumes. What the stream has told of later seconds is kept. */
  load(volumes) {
    this.currency = volumes.currency;
    this.bucketMillis = volumes.bucketMillis;
    this.from = volumes.from;
    this.now = Math.max(volumes.now, this.now ?? 0);
    this.#loadedAt = volumes.now;
    this.#names = volumes.cities.map((city) => city.name);
    for (const { name, count, total } of volumes.cities) {
      const city = this.#city(name);
      city.count = [...count];
      city.total = total.map(Number);
      this.#recount(city);
    }
    this.#advance();
  }

  get names() {
    return this.#names;
  }

  /** Takes an event of the stream: whole values of seconds, which replace what was known of them. */
  apply(event) {
    if (!this.bucketMillis) return;
    this.now = Math.max(this.now, event.now);
    this.#firstSecond = Math.min(this.#firstSecond, Math.floor(event.now / 1000) + 1);
    this.#advance();
    for (const { name, seconds } of event.cities) {
      if (!this.#names.includes(name)) this.#names.push(name);
      const city = this.#city(name);
      for (const [second, count, total] of seconds) this.#replace(city, second, count, Number(total));
    }
  }

  #city(name) {
    if (!this.#cities.has(name)) {
      const empty = () => new Array(360).fill(0);
      this.#cities.set(name, { count: empty(), total: empty(), seconds: new Map() });
    }
    return this.#cities.get(name);
  }

  #replace(city, second, count, total) {
    // Of a second before the load the buckets hold a part already, and nobody knows which: it counts from its next change. The page loads
    // everything again from time to time, so that this error does not stay.
    const unknown = second * 1000 <= this.#loadedAt ? [count, total] : [0, 0];
    const [oldCount, oldTotal] = city.seconds.get(second) ?? unknown;
    city.seconds.set(second, [count, total]);
    const bucket = Math.floor((second * 1000 - this.from) / this.bucketMillis);
    if (bucket < 0 || bucket >= city.count.length) return;
    city.count[bucket] += count - oldCount;
    city.total[bucket] += total - oldTotal;
  }

  /** After a load: buckets whose every second came through the stream are exact in it, and newer than the answer. */
  #recount(city) {
    for (let i = city.count.length - KEEP_SECONDS / 10; i < city.count.length; i++) {
      const first = (this.from + i * this.bucketMillis) / 1000;
      if (first < this.#firstSecond) continue;
      city.count[i] = city.total[i] = 0;
      for (let s = first; s < first + this.bucketMillis / 1000; s++) {
        const [count, total] = city.seconds.get(s) ?? [0, 0];
        city.count[i] += count;
        city.total[i] += total;
      }
    }
  }

  #advance() {
    const behind = Math.floor((this.now - this.from) / this.bucketMillis) - 359;
    if (behind > 0) this.from += behind * this.bucketMillis;
    for (const city of this.#cities.values()) {
      for (let i = 0; i < Math.min(behind, 360); i++) {
        city.count.shift();
        city.total.shift();
        city.count.push(0);
        city.total.push(0);
      }
      const oldest = this.now / 1000 - KEEP_SECONDS;
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

  /** Until the stream has told of enough seconds, the last full bucket says how fast it goes. */
  #rate(city) {
    if (this.now / 1000 - this.#firstSecond > RATE_SECONDS + 1) return this.#recent(city, RATE_SECONDS)[0] / RATE_SECONDS;
    return city.count.at(-2) / (this.bucketMillis / 1000);
  }

  /** When the charts begin: an hour ago, or with the first payment if that is later; never less than two minutes are shown. */
  get begin() {
    return Math.max(this.now - HOUR_MS, Math.min(this.from + this.#firstBucket() * this.bucketMillis, this.now - SHORTEST_MS));
  }

  /** Before it there was no payment in any city: no line says that there were none. */
  #firstBucket() {
    const firsts = this.#names.map((name) => this.#city(name).count.findIndex((count) => count > 0)).filter((first) => first >= 0);
    return firsts.length ? Math.min(...firsts) : 359;
  }

  /**
   * Two lines of points. Totals: of each full bucket at its end, then of the ten seconds up to now; the bucket that is still filling is not
   * drawn as it is, as every line would seem to fall to zero. Averages: over a minute, as those of ten seconds are mostly noise.
   */
  lines(name) {
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
      average.push({ x, y: i >= 5 && minute.count > 0 ? minute.total / minute.count : NaN });
      if (!filling) total.push({ x, y: city.total[i] });
    }
    if (this.now / 1000 - this.#firstSecond > 11) total.push({ x: this.now, y: this.#recent(city, 10)[1] });
    return { total, average };
  }

  /** Count and total of the seconds up to now. The oldest is taken in part, as the newest has not ended yet. */
  #recent(city, length) {
    const newest = Math.floor(this.now / 1000);
    const part = 1 - (this.now % 1000) / 1000;
    const result = [0, 0];
    for (let s = newest - length; s <= newest; s++) {
      const [count, total] = city.seconds.get(s) ?? [0, 0];
      const weight = s === newest - length ? part : 1;
      result[0] += count * weight;
      result[1] += total * weight;
    }
    return result;
  }
}

function sum(numbers) {
  let result = 0;
  for (const n of numbers) result += n;
  return result;
}
