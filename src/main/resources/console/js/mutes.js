// All mutes: whose alerts are hidden, by whom, why and for how long; a second person approves those that need one, and anybody ends them.
import { get } from './api.js';
import { canAct } from './case-choices.js';
import { h, icon, setText, state } from './dom.js';
import { date, duration, money, time, whole, zone } from './format.js';
import { casePath } from './router.js';
import { Rows } from './rows.js';
import { onStream } from './stream.js';
import { Stopped } from './stopped.js';
import { scopeText, subject } from './subject.js';
import { Submission } from './submission.js';

const HEADS = ['Who', 'State', 'By', 'Why', 'Since', 'Until', 'Ends above', 'Total now', 'Do'];
const NUMBERS = ['Ends above', 'Total now'];
const TIMES = ['Since', 'Until'];
const STATES = { active: ['', 'muted'], pending: ['proposed', 'waits for a second person'], passed: ['good', 'ended: total passed'] };

export const mutesView = {
  title: 'Mutes',
  show(root, route, session, signal) {
    const view = new MutesView(root, session, signal);
    view.load();
    onStream('alert', () => view.loadSoon(), signal);
    onStream('open', () => view.load(), signal);
    return { keys: view.rows.keys() };
  },
};

class MutesView {
  #timer = 0;

  constructor(root, session, signal) {
    Object.assign(this, { session, signal });
    this.body = h('tbody');
    this.rows = new Rows(this.body);
    this.limits = h('p', { class: 'hint' }, '\u00a0');
    this.notice = h('div', {}, state('Loading the mutes…', { kind: 'loading' }));
    this.problem = h('div', { class: 'problem', role: 'alert' });
    this.form = h('div', { class: 'mute-form' });
    this.stopped = new Stopped(signal, () => this.#lock());
    root.append(
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Mutes')),
      this.limits,
      this.stopped.words,
      this.form,
      this.problem,
      h(
        'div',
        { class: 'panel table' },
        h(
          'table',
          { class: 'mutes cards-when-narrow' },
          h('caption', { class: 'unseen' }, 'Whose alerts are hidden, newest first'),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              HEADS.map((name) => h('th', { scope: 'col', class: NUMBERS.includes(name) ? 'number' : null }, TIMES.includes(name) ? `${name}, ${zone()}` : name)),
            ),
          ),
          this.body,
        ),
        this.notice,
      ),
    );
  }

  loadSoon() {
    this.#timer ||= setTimeout(() => {
      this.#timer = 0;
      if (!this.signal.aborted && !this.form.firstChild) this.load();
    }, 1_000);
  }

  async load() {
    try {
      this.#show(await get('/mutes', this.signal));
    } catch (e) {
      if (e.name !== 'AbortError') this.notice.replaceChildren(state(e.message, { kind: 'error', retry: () => this.load() }));
    }
  }

  #show({ items, longestMillis, times }) {
    setText(
      this.limits,
      `A mute lasts ${duration(longestMillis)} at most, and ends when the total is over ${whole(times)} times what it was. Where a decision for two was ever proposed, a second person has to approve it.`,
    );
    this.body.replaceChildren(...items.map((mute) => this.#row(mute)));
    this.#lock();
    this.notice.replaceChildren(
      ...(items.length ? [] : [state('Nothing is muted. A pair or an account is muted in one of its cases, and its alerts stay out of the list then.')]),
    );
  }

  /** Whoever cannot write can still go back. */
  #lock() {
    for (const part of [this.body, this.form])
      for (const button of part.querySelectorAll('button:not(.plain)')) button.disabled = Boolean(this.stopped.reason);
  }

  #row(mute) {
    const cells = [
      h('a', { href: casePath(mute.episode), title: `Episode ${mute.episode}` }, mute.account ? h('bdi', {}, scopeText(mute)) : subject(mute)),
      h('span', { class: 'badges' }, badges(mute)),
      h('bdi', { class: 'actor' }, mute.by),
      h('bdi', { class: 'why' }, mute.reason),
      time(mute.since),
      time(mute.until, date),
      h('span', {}, mute.endsAbove === null ? 'never' : money(mute.endsAbove, mute.currency)),
      h('span', {}, mute.total === null ? 'no alert' : money(mute.total, mute.currency ?? 'USD')),
      h('span', { class: 'badges' }, this.#buttons(mute)),
    ];
    return h(
      'tr',
      {},
      cells.map((cell, i) => h('td', { 'data-label': HEADS[i], class: NUMBERS.includes(HEADS[i]) ? 'number' : null }, cell)),
    );
  }

  #buttons(mute) {
    if (!canAct(this.session.role)) return [];
    const about = mute.account ? scopeText(mute) : mute.kind === 'pair' ? `${mute.source} to ${mute.target}` : mute.who;
    const button = (label, action) =>
      h('button', { type: 'button', 'aria-label': `${label}: ${about}`, onclick: () => this.#ask(mute, label, action) }, label);
    const mayApprove = mute.pending && mute.by !== this.session.user && this.session.role !== 'analyst';
    return [mayApprove && button('Approve', 'approve'), button('Un-mute', 'unmute')];
  }

  /** Each wants a reason, which others read later. */
  #ask(mute, label, action) {
    const reason = h('textarea', { id: 'mute-reason', rows: '2', maxlength: '4000' });
    const submission = new Submission();
    const close = () => this.form.replaceChildren();
    const send = async (event) => {
      event.preventDefault();
      const text = reason.value.trim();
      if (this.stopped.reason) return;
      if (!text) return setText(this.problem, 'Give a reason: it is what others read later.');
      setText(this.problem, '');
      try {
        const path = `/mutes/${encodeURIComponent(mute.episode)}/${action}`;
        this.#show(await submission.send(path, { reason: text, ...(mute.account && { account: mute.account, typology: mute.typology }) }, { version: mute.version, step: 0 }, () => {}));
        close();
      } catch (e) {
        setText(this.problem, e.message);
        if (e.status === 409) this.load();
      }
    };
    this.form.replaceChildren(
      h(
        'form',
        { class: 'panel', onsubmit: send },
        h('p', {}, `${label}: `, mute.account ? scopeText(mute) : subject(mute)),
        h('label', { for: 'mute-reason' }, 'Reason'),
        reason,
        h('button', { class: 'primary' }, label),
        ' ',
        h('button', { type: 'button', class: 'plain', onclick: close }, 'Cancel'),
      ),
    );
    this.#lock();
    reason.focus();
  }
}

function badges(mute) {
  const [look, words] = STATES[mute.state];
  return [
    h('span', { class: `badge ${look}` }, mute.state === 'passed' && icon('check'), words),
    mute.overLimit && h('span', { class: 'badge bad', title: 'It was made before there were limits, or under wider ones.' }, 'over the limit'),
    mute.approvedBy && h('span', { class: 'badge' }, 'approved by ', h('bdi', {}, mute.approvedBy)),
  ];
}
