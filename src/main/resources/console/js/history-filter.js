// Which events of the history are shown: a form and the address say the same thing, and files are made of it.
import { h } from './dom.js';
import { words } from './format.js';

const VERDICTS = ['false-positive', 'confirmed', 'inconclusive', 'escalated'];
const FIELDS = ['person', 'verdict', 'from', 'to'];

const option = (value, text) => h('option', { value }, text);

export class HistoryFilter {
  /** @param query of the address; changed: called when the user has changed the filter */
  constructor(query, changed) {
    this.person = h('select', { name: 'person', id: 'history-person' });
    this.people([], query.get('person'));
    const day = (name) => h('input', { type: 'date', name, id: `history-${name}` });
    const field = (label, input) => h('label', { class: `field field-${input.name}` }, h('span', {}, label), input);
    const verdicts = [option('', 'Any verdict'), ...VERDICTS.map((code) => option(code, words(code)))];
    this.csv = h('a', { class: 'button', download: '' }, 'Export CSV');
    this.json = h('a', { class: 'button', download: '' }, 'Export JSON');
    this.form = h(
      'form',
      { class: 'filter', role: 'search', 'aria-label': 'Filter the history' },
      field('Person', this.person),
      field('Verdict', h('select', { name: 'verdict', id: 'history-verdict' }, verdicts)),
      field('From day', day('from')),
      field('To day', day('to')),
      h('button', { type: 'reset', class: 'plain' }, 'Clear'),
      h('span', { class: 'links' }, this.csv, this.json),
    );
    for (const name of FIELDS) if (query.has(name)) this.form.elements[name].value = query.get(name);
    for (const element of this.form.elements) if (element.selectedIndex < 0) element.selectedIndex = 0; // An address may say what is no choice.
    const later = () => setTimeout(changed);
    this.form.addEventListener('input', later);
    this.form.addEventListener('reset', later);
    this.form.addEventListener('submit', (event) => event.preventDefault());
  }

  /** Everyone who has done something, and whoever is asked for. */
  people(names, chosen = this.person.value) {
    const all = [...new Set([...names, ...(chosen ? [chosen] : [])])];
    const known = [...this.person.options].map((each) => each.value).slice(1);
    if (this.person.options.length && known.join('\n') === all.join('\n')) return;
    this.person.replaceChildren(option('', 'Everyone'), ...all.map((name) => option(name, name)));
    this.person.value = chosen ?? '';
  }

  /** What is asked for, for the address. */
  values() {
    const query = new URLSearchParams();
    for (const name of FIELDS) {
      const { value } = this.form.elements[name];
      if (value) query.set(name, value);
    }
    return query;
  }

  /** What the server is asked: a day begins and ends where the viewer is. */
  query() {
    const query = this.values();
    for (const [name, days] of [
      ['from', 0],
      ['to', 1],
    ]) {
      if (!query.has(name)) continue;
      const day = new Date(`${query.get(name)}T00:00`);
      day.setDate(day.getDate() + days);
      query.set(name, day.getTime());
    }
    this.csv.href = `/api/v1/history/export?format=csv&${query}`;
    this.json.href = `/api/v1/history/export?format=json&${query}`;
    return query;
  }
}
