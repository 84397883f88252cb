// Who a case is assigned to: a list to choose from, and a button and a key for oneself.
import { h } from './dom.js';

export class AssignForm {
  #soon = false;

  /** @param send called with the name, or null for nobody */
  constructor(user, send) {
    Object.assign(this, { user, send });
    this.names = h('select', { id: 'assignee' });
    this.node = h(
      'form',
      { class: 'assign', onsubmit: (event) => this.#submit(event) },
      h('label', { for: 'assignee' }, 'Assigned to'),
      this.names,
      h('button', {}, 'Assign'),
      h('button', { type: 'button', title: 'Assign to me (a)', onclick: () => this.toMe() }, 'To me ', h('kbd', {}, 'a')),
    );
  }

  /** The key may be pressed before the case is there. */
  toMe() {
    if (!this.data) this.#soon = true;
    else if (this.data.assignee !== this.user) this.send(this.user);
  }

  show(data) {
    this.data = data;
    const { names } = this;
    const chosen = names.dataset.shown !== undefined && names.value !== names.dataset.shown;
    const keep = names.value;
    const shown = data.assignee ?? '';
    const all = [...new Set([...data.accounts, this.user, ...(shown ? [shown] : [])])];
    names.replaceChildren(h('option', { value: '' }, 'nobody'), ...all.map((name) => h('option', { value: name }, name)));
    names.value = chosen ? keep : shown;
    names.dataset.shown = shown;
    if (this.#soon) {
      this.#soon = false;
      this.toMe();
    }
  }

  #submit(event) {
    event.preventDefault();
    if (this.data) this.send(this.names.value || null);
  }
}
