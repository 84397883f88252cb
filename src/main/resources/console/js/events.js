// What was done in a case, in words.
import { h } from './dom.js';
import { date, money, time, zoned } from './format.js';
import { noun, scopeText } from './subject.js';
import { verdictBadge } from './verdict.js';

/** What the actor did. */
export function what({ action, proposal, withdrawal, detail = {}, kind }) {
  const about = detail.account ? scopeText(detail) : `the ${noun({ kind })}`;
  switch (action) {
    case 'assign':
      return detail.assignee ? ['assigned it to ', h('bdi', {}, detail.assignee)] : ['took the assignment back'];
    case 'comment':
      return ['commented'];
    case 'decide':
      return [
        proposal ? 'proposed: ' : 'decided: ',
        verdictBadge(String(detail.disposition)),
      ];
    case 'approve':
      return [h('strong', {}, 'approved'), ' the proposal'];
    case 'decline':
      return [h('strong', {}, withdrawal ? 'withdrew' : 'declined'), ' the proposal'];
    case 'mute':
      return [
        proposal ? `asked to mute ${about} until ` : `muted ${about} until `,
        time(detail.until, date),
        ...(detail.endsAbove ? [' or a total over ', money(detail.endsAbove, detail.currency)] : []),
      ];
    case 'approve-mute':
      return [h('strong', {}, 'approved'), ` the muting of ${about}`];
    case 'unmute':
      return [`ended the muting of ${about}`];
    default:
      return [action];
  }
}

/** Why, in the actor's words. */
export const why = ({ detail = {} }) => detail.reason ?? detail.text ?? '';

export function eventItem(event) {
  return h(
    'li',
    {},
    h('p', {}, h('bdi', { class: 'actor' }, event.actor), ' ', what(event), ' ', h('span', { class: 'hint' }, time(event.at, zoned))),
    why(event) && h('blockquote', {}, h('bdi', {}, why(event))),
  );
}
