// The payments of a case's window, as far as they are known: those that its newest alert lists, those of its alerts before, and those that were
// read from the cities' topics. Sums are whole numbers, so that the largest ones lose nothing.

const DIGITS = 4;

/** A decimal string as a whole number of ten-thousandths. */
export function exact(decimal) {
  const [whole, rest = ''] = String(decimal).split('.');
  return BigInt(whole + rest.padEnd(DIGITS, '0').slice(0, DIGITS));
}

/** Such a number as a decimal string. */
export function decimal(number) {
  const text = String(number < 0n ? -number : number).padStart(DIGITS + 1, '0');
  return `${number < 0n ? '-' : ''}${text.slice(0, -DIGITS)}.${text.slice(-DIGITS)}`;
}

/** The id of a payment; only of one that is not the first of its record it says which. */
export const keyOf = ({ topic, partition, offset, index }) => `${topic}-${partition}-${offset}${index ? `.${index}` : ''}`;
const byTime = (a, b) => a.time - b.time || (keyOf(a) < keyOf(b) ? -1 : 1);

/** The time of the newest payment of the window. */
const windowEnd = (alert) => alert.asOf ?? alert.at;

/** Payments of the window are later than this. */
export const windowBegin = (alert) => Math.max(windowEnd(alert) - alert.windowMillis, (alert.shortenedTo ?? 0) - 1);

/** Of a pair's total, the payments are all that there are in the window. */
const canTell = ({ kind, typology }) => kind === 'pair' && typology === 'pair-total';

export class WindowPayments {
  #known = new Map();

  /** Returns what is known of them now: one that was found once is not lost by a slower answer. */
  take(items) {
    for (const item of items) if (!this.#known.get(keyOf(item))?.found) this.#known.set(keyOf(item), item);
    return items.map((item) => this.#known.get(keyOf(item)));
  }

  /**
   * All that is known of the alert's window, in order of time. Where some are missing, nobody knows the running total before the first one that the
   * alert lists: then what is earlier has no number and no total.
   */
  of(alert, listed) {
    // Which payments it counts but does not list cannot be told of others.
    if (!canTell(alert)) return { items: listed, missing: 0, complete: alert.payments === listed.length };
    const firstListed = listed[0]?.time ?? Infinity;
    const begin = windowBegin(alert);
    const items = [...this.#known.values()].filter((item) => item.time > begin && item.time <= windowEnd(alert)).sort(byTime);
    const total = exact(alert.total);
    const threshold = exact(alert.measures[0].limitText);
    const sum = items.reduce((all, item) => all + exact(item.amount), 0n);
    const missing = alert.payments - items.length;
    const complete = missing === 0 && sum === total;
    let after = 0n;
    for (let i = items.length - 1; i >= 0; i--) {
      const amount = exact(items[i].amount);
      const certain = complete || items[i].time >= firstListed;
      const running = total - after;
      after += amount;
      items[i] = {
        ...items[i],
        number: certain ? alert.payments - (items.length - 1 - i) : null,
        running: certain ? decimal(running) : null,
        share: total > 0n ? Number(amount) / Number(total) : 0,
        crosses: certain && running > threshold && running - amount <= threshold,
        needed: total - amount <= threshold,
      };
    }
    return { items, missing, complete };
  }
}
