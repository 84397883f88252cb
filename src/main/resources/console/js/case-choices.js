// What may be done in a case, by its state and by who asks. The server decides; this only spares people refusals, and says why.

import { noun } from './subject.js';

const RANKS = ['viewer', 'analyst', 'approver', 'administrator'];
const atLeast = (role, needed) => RANKS.indexOf(role) >= RANKS.indexOf(needed);

export const canAct = (role) => atLeast(role, 'analyst');

const COMMENT = { id: 'comment', key: 'c', label: 'Comment', action: 'comment', field: 'text', submit: 'Comment' };
const DECISIONS = [
  { id: 'false-positive', key: 'f', label: 'False positive' },
  { id: 'confirmed', key: 'o', label: 'Confirmed', second: true },
  { id: 'inconclusive', key: 'i', label: 'Inconclusive' },
  { id: 'escalated', key: 'e', label: 'Escalated', second: true },
].map((choice) => ({ ...choice, action: 'decide', field: 'reason', fields: { disposition: choice.id } }));
const APPROVE = { id: 'approve', key: 'y', label: 'Approve', action: 'approve', field: 'reason', submit: 'Approve' };
/** Nobody has to agree with that: all is as it was before, and the history keeps both. */
const DECLINE = { id: 'decline', key: 'x', label: 'Decline', action: 'decline', field: 'reason', submit: 'Decline' };
const WITHDRAW = { ...DECLINE, label: 'Withdraw', submit: 'Withdraw' };
const MUTE = { id: 'mute', label: 'Mute', action: 'mute', field: 'reason', submit: 'Mute', until: true };
const UNMUTE = { id: 'unmute', label: 'End muting', action: 'unmute', field: 'reason', submit: 'End muting' };

export const ALL = [COMMENT, ...DECISIONS, APPROVE, DECLINE, MUTE, UNMUTE];

/** The choices for a case, each with `refused`, a sentence, when this user may not take it. */
export function choices(data, session) {
  const verdict = data.state === 'proposed' ? answers(data, session) : decisions(data);
  return [COMMENT, ...verdict, data.mute ? UNMUTE : { ...MUTE, label: `Mute the ${noun(data.alert)}` }];
}

/** What two people have decided, one alone does not undo: then every answer is a proposal. */
function decisions(data) {
  const decidedByTwo =
    ['decided', 'reopened'].includes(data.state) && DECISIONS.some((choice) => choice.second && choice.id === data.disposition);
  return DECISIONS.map((choice) => {
    const second = Boolean(choice.second) || decidedByTwo;
    return { ...choice, second, submit: `${second ? 'Propose' : 'Decide'}: ${choice.label.toLowerCase()}` };
  });
}

/** To a proposal: whoever made it may think better of it, but not approve it. */
function answers(data, session) {
  const own = data.proposedBy === session.user;
  return [{ ...APPROVE, refused: secondPerson(own, session) }, own ? WITHDRAW : DECLINE];
}

function secondPerson(own, session) {
  if (own) return 'Four eyes: you proposed this, so someone else has to approve it.';
  if (!atLeast(session.role, 'approver')) return `Your role is ${session.role}; an approver has to approve this.`;
  return null;
}
