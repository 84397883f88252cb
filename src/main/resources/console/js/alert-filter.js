// Which alerts the list shows: a form, the address and the server's query say the same thing.
import { get } from './api.js';
import { h } from './dom.js';
import { RULES as NAMES, ruleName } from './rules.js';

const STATES = [
  ['todo', 'To do'],
  ['open', 'Open'],
  ['proposed', 'Proposed'],
  ['reopened', 'Reopened'],
  ['decided', 'Decided'],
  ['all', 'All'],
];
const RULES = [
  ['', 'All rules'],
  ...NAMES.map((name) => [name, ruleName(name)]),
];
/** Low ones are a view of their own: most of them mean something only beside others. */
const USUAL_SEVERITIES = 'medium,high';
const SEVERITIES = [
  ['', 'Medium and up'],
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
  ['any', 'Any'],
];
const AGES = [
  ['', 'Any time'],
  ['15', 'Past 15 minutes'],
  ['60', 'Past hour'],
  ['1440', 'Past day'],
  ['10080', 'Past week'],
];
const TYPING_MS = 180;

const option = ([value, text]) => h('option', { value }, text);
const cityOptions = (names) => [['', 'All cities'], ...names.map((name) => [name, name])];

export class AlertFilter {
  /** @param query of the address; changed: called when the user has changed the filter */
  constructor(query, changed, signal) {
    const select = (name, options) =>
      h(
        'select',
        { name, id: `filter-${name}` },
        options.map(option),
      );
    const field = (label, input) => h('label', { class: `field field-${input.name}` }, h('span', {}, label), input);
    const input = (name, attributes) => h('input', { name, id: `filter-${name}`, autocomplete: 'off', ...attributes });
    this.search = input('q', { type: 'search', placeholder: 'account or episode', spellcheck: 'false' });
    this.city = select('city', cityOptions(query.get('city') ? [query.get('city')] : []));
    this.form = h(
      'form',
      { class: 'filter', role: 'search', 'aria-label': 'Filter alerts' },
      field('Search', this.search),
      field('State', select('state', STATES)),
      h(
        'details',
        { open: matchMedia('(min-width: 701px)').matches },
        h('summary', {}, 'More filters'),
        h(
          'div',
          {},
          field('City', this.city),
          field('Total from', input('min', { type: 'number', min: '0', step: 'any', inputmode: 'decimal' })),
          field('to', input('max', { type: 'number', min: '0', step: 'any', inputmode: 'decimal' })),
          field('Rule', select('rule', RULES)),
          field('Severity', select('severity', SEVERITIES)),
          field('Age', select('age', AGES)),
          h('label', { class: 'check' }, input('muted', { type: 'checkbox', value: 'true' }), 'Muted too'),
          h('button', { type: 'reset', class: 'plain' }, 'Clear'),
        ),
      ),
    );
    this.flood = query.get('flood');
    this.investigation = query.get('investigation');
    this.fill(query);
    this.#cities(signal);
    let timer;
    const soon = (delay) => {
      clearTimeout(timer);
      timer = setTimeout(() => signal.aborted || changed(), delay);
    };
    this.form.addEventListener('input', (event) => soon(event.target.matches('select, [type=checkbox]') ? 0 : TYPING_MS));
    this.form.addEventListener('reset', () => {
      this.flood = this.investigation = null;
      soon(0);
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      soon(0);
    });
  }

  fill(query) {
    for (const element of this.form.elements) {
      if (!element.name) continue;
      if (element.type === 'checkbox') element.checked = query.get(element.name) === 'true';
      else if (query.has(element.name)) element.value = query.get(element.name);
      if (element.selectedIndex < 0) element.selectedIndex = 0; // An address may say what is no choice.
    }
  }

  async #cities(signal) {
    const { cities } = await get('/volumes', signal).catch(() => ({ cities: [] }));
    const chosen = this.city.value;
    const names = new Set([...cities.map((city) => city.name), ...(chosen ? [chosen] : [])]);
    this.city.replaceChildren(...cityOptions([...names]).map(option));
    this.city.value = chosen;
  }

  /** What differs from the defaults, for the address. */
  values() {
    const query = new URLSearchParams();
    if (this.flood) query.set('flood', this.flood);
    if (this.investigation) query.set('investigation', this.investigation);
    for (const [name, value] of new FormData(this.form)) {
      if (value.trim() && !(name === 'state' && value === 'todo')) query.set(name, value.trim());
    }
    return query;
  }

  /** Where the same is shown of another severity. */
  path(severity) {
    const query = this.values();
    if (severity) query.set('severity', severity);
    else query.delete('severity');
    return `#/alerts${String(query) && `?${query}`}`;
  }

  /** Where those are that a rule floods the list with. */
  floodPath(rule) {
    const query = this.values();
    query.set('flood', rule);
    return `#/alerts?${query}`;
  }

  get isLow() {
    return this.values().get('severity') === 'low';
  }

  /** Whether low severity is left out because nobody has asked for any. */
  get leavesLowOut() {
    return !this.values().has('severity');
  }

  /** What the server is asked; an age becomes the time at which it begins. */
  query(now) {
    const query = this.values();
    if (query.get('severity') === 'any') query.delete('severity');
    else if (!query.has('severity')) query.set('severity', USUAL_SEVERITIES);
    // An investigation is listed whole; elsewhere findings that share accounts are one line.
    query.set(this.investigation ? 'muted' : 'grouped', 'true');
    if (!this.investigation) query.set('held', 'false');
    const age = query.get('age');
    query.delete('age');
    if (age) query.set('since', now - age * 60_000);
    return query;
  }

  /** Whether an alert that the stream brought belongs into the list. */
  accepts(row) {
    const query = this.query(Date.now());
    const state = query.get('state') ?? 'todo';
    const q = (query.get('q') ?? '').toLowerCase();
    return (
      (state === 'all' || row.state === state || (state === 'todo' && row.state !== 'decided')) &&
      (!q || [...row.accounts, ...row.others, row.episode].some((text) => text.toLowerCase().includes(q))) &&
      (!query.has('city') || row.cities.includes(query.get('city'))) &&
      (!query.has('rule') || row.typology === query.get('rule')) &&
      (!query.has('severity') || query.get('severity').split(',').includes(row.severity)) &&
      (!query.has('min') || Number(row.total) >= Number(query.get('min'))) &&
      (!query.has('max') || Number(row.total) <= Number(query.get('max'))) &&
      (!query.has('since') || row.at >= Number(query.get('since'))) &&
      (query.has('muted') || !row.muted) &&
      (!this.investigation || row.investigation?.id === this.shownId) &&
      (this.flood ? row.held && row.rule === this.flood : this.investigation || !row.held)
    );
  }
}
