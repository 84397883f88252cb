// Tables that are walked with j and k: the row whose link has, or last had, the focus is the selected one.
import { h } from './dom.js';
import { whole } from './format.js';

export class Rows {
  /** @param selected: called with the row when another one is selected; edge: with the step that leads over the first or last row */
  constructor(body, selected = () => {}, edge = () => {}) {
    this.body = body;
    this.selected = selected;
    this.edge = edge;
    body.addEventListener('focusin', (event) => this.#mark(event.target.closest('tr')));
    body.addEventListener('click', (event) => {
      if (!event.target.closest('a, button') && !String(getSelection())) this.#focus(event.target.closest('tr'));
    });
    body.addEventListener('dblclick', (event) => event.target.closest('tr')?.querySelector('a')?.click());
  }

  get current() {
    return this.body.querySelector('tr[aria-current="true"]');
  }

  #mark(tr) {
    if (!tr || tr === this.current) return;
    this.current?.removeAttribute('aria-current');
    tr.setAttribute('aria-current', 'true');
    this.selected(tr);
  }

  #focus(tr) {
    const link = tr?.querySelector('a');
    link?.focus({ preventScroll: true });
    tr?.scrollIntoView({ block: 'nearest' });
  }

  move(step) {
    const rows = [...this.body.rows];
    const at = rows.indexOf(this.current);
    if (at < 0) this.#focus(rows.at(step > 0 ? 0 : -1));
    else if (rows[at + step]) this.#focus(rows[at + step]);
    else this.edge(step);
  }

  /** The row of that number, or the one nearest to it. */
  go(at) {
    this.#focus(this.body.rows[Math.min(this.body.rows.length - 1, Math.max(0, at))]);
  }

  keys() {
    return { j: () => this.move(1), k: () => this.move(-1) };
  }
}

/** Says which part of how many is shown, and leads to the next. */
export class Pager {
  constructor(size, go) {
    this.size = size;
    this.go = go;
    this.text = h('span', { role: 'status' }, '\u00a0');
    this.back = h('button', { type: 'button', title: 'Previous page ([)', onclick: () => this.move(-1) }, 'Previous');
    this.next = h('button', { type: 'button', title: 'Next page (])', onclick: () => this.move(1) }, 'Next');
    this.node = h('nav', { class: 'pager', 'aria-label': 'Pages' }, this.text, this.back, this.next);
    this.show(0, 0);
  }

  show(offset, total) {
    this.offset = offset;
    this.total = total;
    const text = total ? `${whole(offset + 1)}–${whole(Math.min(total, offset + this.size))} of ${whole(total)}` : 'none';
    if (this.text.textContent !== text) this.text.textContent = text;
    this.back.disabled = offset <= 0;
    this.next.disabled = offset + this.size >= total;
  }

  /** Returns what `go` does, or nothing where there is no such page. */
  move(step) {
    const offset = step < 0 && this.offset > 0 ? Math.max(0, this.offset - this.size) : this.offset + step * this.size;
    return offset >= 0 && offset < this.total ? this.go(offset) : undefined;
  }

  keys() {
    return { ']': () => this.move(1), '[': () => this.move(-1) };
  }
}
