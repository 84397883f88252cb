// Numbers, amounts and times as people read them. One locale for all, as the page's words are English: a figure means the same in a
// colleague's screenshot, and no one wonders which number of 03/04 is the month.
import { h } from './dom.js';

const LOCALE = 'en-GB';
const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const CENTS = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const TENTH = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const SHORT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
const CLOCK = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const MINUTE = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const DAY_YEAR = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', year: 'numeric' });

const YEAR = new Intl.DateTimeFormat(LOCALE, { year: 'numeric' });
const ZONED = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', timeZoneName: 'short' });

export const whole = (n) => WHOLE.format(n);
export const tenth = (n) => TENTH.format(n);
export const short = (n) => SHORT.format(n);
export const clock = (ms) => CLOCK.format(ms);
export const minute = (ms) => MINUTE.format(ms);
export const date = (ms) => DAY_YEAR.format(ms);

/** A decimal string with separators. It stays a string all the way: a double would lose the cents of a large sum. */
export function amount(decimal, cents = hasCents(decimal)) {
  return cents ? CENTS.format(decimal) : WHOLE.format(decimal);
}

/** Whether an amount is not whole; a column shows cents in all of its amounts or in none. */
export const hasCents = (decimal) => /\.\d*[1-9]/.test(decimal);

export const money = (decimal, currency) => `${amount(decimal)} ${currency}`;

export const percent = (share) => `${TENTH.format(share * 100)} %`;

export function utc(ms) {
  return `${new Date(ms).toISOString().replace('T', ' ').slice(0, 19)} UTC`;
}

/** What the viewer's zone is called at that time: it may change twice a year. */
export function zone(ms = Date.now()) {
  return ZONED.formatToParts(ms).find((part) => part.type === 'timeZoneName').value;
}

/** Day and time. The year and the zone are said where they are not those of today; columns of times have the zone in their heads. */
export function moment(ms) {
  const year = YEAR.format(ms) === YEAR.format(Date.now()) ? DAY : DAY_YEAR;
  return `${year.format(ms)}, ${CLOCK.format(ms)}${zone(ms) === zone() ? '' : ` ${zone(ms)}`}`;
}

/** All of it, where a time stands alone. */
export const zoned = (ms) => `${DAY_YEAR.format(ms)}, ${CLOCK.format(ms)} ${zone(ms)}`;

/** A time in the viewer's zone, with UTC on hover. */
export function time(ms, write = moment) {
  return h('time', { datetime: new Date(ms).toISOString(), title: utc(ms) }, write(ms));
}

export function duration(millis) {
  const seconds = Math.round(millis / 1000);
  const day = seconds > 86_400 && seconds % 86_400 === 0;
  const [size, unit] = day ? [86_400, 'day'] : seconds % 3600 === 0 ? [3600, 'hour'] : seconds % 60 === 0 ? [60, 'minute'] : [1, 'second'];
  return count(seconds / size, unit);
}

export const count = (n, noun) => `${WHOLE.format(n)} ${noun}${n === 1 ? '' : 's'}`;

export const words = (code) => code.replaceAll('-', ' ');
