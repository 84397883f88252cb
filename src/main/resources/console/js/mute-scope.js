// What is muted in a case about several accounts: hardly ever just these again, but one of them, in one pattern or in all.
import { h } from './dom.js';
import { ruleName } from './rules.js';

export class MuteScope {
  constructor() {
    this.account = h('select', { id: 'mute-account' });
    this.typology = h('select', { id: 'mute-typology' });
    this.node = h(
      'div',
      { class: 'mute-scope', hidden: true },
      h('label', { class: 'field' }, h('span', {}, 'Mute findings with'), this.account),
      h('label', { class: 'field' }, h('span', {}, 'of'), this.typology),
    );
    this.account.addEventListener('change', () => this.#which());
  }

  /** @param alert the finding of the case */
  show(alert) {
    if (this.alert) return;
    this.alert = alert;
    this.account.replaceChildren(...alert.accounts.map((id) => h('option', { value: id }, id)), h('option', { value: '' }, 'just these accounts together'));
    this.typology.replaceChildren(h('option', { value: alert.typology }, ruleName(alert.typology)), h('option', { value: '' }, 'any rule about several accounts'));
  }

  /** @param muting whether a mute is chosen */
  mark(muting) {
    this.node.hidden = !muting || this.alert?.kind !== 'accounts';
    this.#which();
  }

  #which() {
    this.typology.disabled = !this.account.value;
  }

  /** What the server is to be told beside the rest. */
  fields() {
    return this.alert?.kind === 'accounts' && this.account.value ? { account: this.account.value, typology: this.typology.value || null } : {};
  }
}
