// How far a case is, in a sentence.
import { h } from './dom.js';
import { verdictBadge } from './verdict.js';

export function statusWords({ state, disposition, proposedBy, standing, version }) {
  const verdict = disposition ? verdictBadge(disposition) : null;
  const seen = h('span', { class: 'hint' }, ` Version ${version}.`);
  if (state === 'proposed')
    return [
      'Proposed as ',
      verdict,
      ' by ',
      h('bdi', {}, proposedBy),
      ...(standing ? [' in place of the decision ', verdictBadge(standing), ', which stands if it is declined'] : []),
      '. This needs a second person (four eyes): nobody confirms or escalates alone, or corrects either.',
      seen,
    ];
  if (state === 'decided')
    return [
      'Decided as ',
      verdict,
      '. It opens again by itself when new evidence comes; a new decision corrects it, and the history keeps both.',
      seen,
    ];
  if (state === 'reopened')
    return ['Reopened: new evidence came after it was decided', ...(verdict ? [' as ', verdict] : []), '. Decide it again.', seen];
  return ['Open: nobody has decided it yet.', seen];
}
