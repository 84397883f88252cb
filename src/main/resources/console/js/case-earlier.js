// Reads the payments that an alert counts but does not list from the cities' topics, part by part, and says how far it is.
import { get } from './api.js';
import { h, setText } from './dom.js';
import { count, percent, whole } from './format.js';

export class EarlierPayments {
  #reading = null;

  /** @param taken called with payments as they are found, and whether these were the last */
  constructor(path, signal, taken) {
    Object.assign(this, { path, signal, taken });
    this.text = h('p', { class: 'hint', role: 'status' });
    this.bar = h('progress', { max: '1', 'aria-label': 'How much of the window has been read' });
    this.button = h('button', { type: 'button', id: 'read-earlier', onclick: () => (this.#reading ? this.#stop() : this.#read()) });
    this.node = h('div', { class: 'earlier', hidden: true }, this.button, this.bar, this.text);
    this.bar.hidden = true;
    signal.addEventListener('abort', () => this.#stop());
  }

  /** @param missing how many payments of the window are not known yet */
  show(missing) {
    this.missing = missing;
    this.node.hidden = missing <= 0 && !this.text.textContent;
    this.button.hidden = missing <= 0;
    if (!this.#reading) setText(this.button, `Read the ${missing === 1 ? 'earlier payment' : `${whole(missing)} earlier payments`} from Kafka`);
  }

  #stop() {
    this.#reading?.abort();
    this.#reading = null;
    this.bar.hidden = true;
    this.show(this.missing);
  }

  async #read() {
    const reading = (this.#reading = new AbortController());
    const reader = crypto.randomUUID();
    let found = 0;
    setText(this.button, 'Stop');
    setText(this.text, 'Reading…');
    this.bar.hidden = false;
    this.bar.removeAttribute('value');
    try {
      for (let done = false; !done; ) {
        const answer = await get(`${this.path}/evidence/earlier?reader=${reader}`, reading.signal);
        if (reading.signal.aborted) return;
        found += answer.items.length;
        done = answer.done;
        this.bar.value = answer.of ? answer.read / answer.of : 1;
        setText(this.text, this.#progress(answer, found));
        this.taken(answer.items, done);
      }
      this.#stop();
    } catch (e) {
      if (e.name === 'AbortError') return;
      this.#stop();
      setText(this.text, `${e.message} ${count(found, 'payment')} of the earlier ones had been found.`);
    }
  }

  #progress({ read, of, done, complete, unreadable }, found) {
    if (complete) return `All payments that the alert counts have been found, to the cent. ${count(read, 'record')} of the cities were read for it.`;
    const share = of ? ` (${percent(read / of)} of the window)` : '';
    if (!done) return `${count(found, 'payment')} found; ${count(read, 'record')} read${share}.`;
    if (unreadable.length)
      return `${count(found, 'payment')} found. Others may be among records that are damaged on Kafka's disk and cannot be read: ${unreadable.join('; ')}.`;
    return (
      `${count(found, 'payment')} found, which is not what the alert counts. Kafka may not keep the beginning of the window any more,` +
      ' or payments came after the alert, or were rejected.'
    );
  }
}
