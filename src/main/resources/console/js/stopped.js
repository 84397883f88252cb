// While the record of decisions is broken nothing can be decided: buttons that write are disabled, and the reason stands beside them.
import { h, setText } from './dom.js';
import { onStream } from './stream.js';

/** Keeps the buttons in a part of the page disabled while nothing can be decided, and says why at its head. */
export class Stopped {
  /** @param node its buttons all write; changed: called when that begins or ends */
  constructor(node, signal, changed) {
    this.problem = null;
    this.words = h('p', { class: 'stopped', hidden: true });
    onStream(
      'progress',
      ({ auditProblem }) => {
        const news = this.problem !== auditProblem;
        this.problem = auditProblem;
        setText(this.words, auditProblem ? `Nothing can be decided: the record of decisions is broken. ${auditProblem}` : '');
        this.words.hidden = !auditProblem;
        if (auditProblem) for (const button of node.querySelectorAll('button')) button.disabled = true;
        else if (news) changed();
      },
      signal,
    );
  }
}
