// While the record of decisions is broken nothing can be decided: what writes is disabled, and the reason stands beside it. So it is until the console
// has said that it is whole: what is not known is never shown as well.
import { h, setText } from './dom.js';
import { onProgress } from './progress.js';

const NOT_KNOWN = 'Whether anything can be decided is not known yet: this console is still being asked.';

/** Whether nothing can be decided, and the words that say why. */
export class Stopped {
  /** @param changed: called when the reason is another one; buttons that come later ask for it themselves */
  constructor(signal, changed) {
    this.reason = NOT_KNOWN;
    this.words = h('p', { class: 'stopped' }, NOT_KNOWN);
    let begun = false;
    const take = ({ auditProblem }) => {
      const reason = auditProblem ? `Nothing can be decided: the record of decisions is broken. ${auditProblem}` : '';
      if (reason === this.reason) return;
      this.reason = reason;
      setText(this.words, reason);
      this.words.hidden = !reason;
      if (begun) changed();
    };
    onProgress(take, signal);
    begun = true;
  }
}
