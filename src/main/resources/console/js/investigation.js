// Several findings that share accounts, looked at as one: which accounts they share, and what is done about all of them.
import { get, post } from './api.js';
import { AssignForm } from './case-assign.js';
import { canAct } from './case-choices.js';
import { account, h, setText } from './dom.js';
import { count, whole } from './format.js';
import { subjectText } from './subject.js';

const MOST_SHARED = 12;
const ACTIONS = {
  'false-positive': ['decide', 'False positive'],
  inconclusive: ['decide', 'Inconclusive'],
  confirmed: ['decide', 'Confirmed: proposed to a second person'],
  escalated: ['decide', 'Escalated: proposed to a second person'],
  approve: ['approve', 'Approve what is proposed'],
  decline: ['decline', 'Decline what is proposed'],
};

export class InvestigationPanel {
  #last = null;

  /** @param changed called when something was done */
  constructor(session, signal, changed) {
    Object.assign(this, { session, signal, changed });
    this.words = h('div', {});
    this.problem = h('div', { class: 'problem', role: 'alert' });
    this.done = h('p', { class: 'done', role: 'status' });
    this.choice = h('select', { id: 'investigation-choice' }, Object.entries(ACTIONS).map(([id, [, text]]) => h('option', { value: id }, text)));
    this.reason = h('textarea', { id: 'investigation-reason', rows: '2', maxlength: '4000' });
    this.button = h('button', { class: 'primary' }, 'Decide all');
    this.assign = new AssignForm(session.user, (assignee) => this.#act('assign', { assignee }));
    this.node = h('section', { class: 'panel investigation', 'aria-label': 'Investigation', hidden: true }, this.words, canAct(session.role) && this.#forms(), this.problem, this.done);
  }

  #forms() {
    const form = h(
      'form',
      { class: 'together-form', onsubmit: (event) => this.#decide(event) },
      h('label', { class: 'field' }, h('span', {}, 'Decide all as'), this.choice),
      h('label', { class: 'field reason' }, h('span', {}, 'Reason, which each case gets'), this.reason),
      this.button,
    );
    return h('div', {}, this.assign.node, form);
  }

  /** @param items the findings, as the list has just read them */
  async show(items) {
    this.node.hidden = false;
    this.items = items;
    this.words.replaceChildren(...this.#says(items));
    setText(this.button, items.length ? `Decide all ${items.length}` : 'Decide all');
    this.button.disabled = !items.length;
    if (!items.length || !canAct(this.session.role)) return;
    const { accounts } = await get(`/cases/${encodeURIComponent(items[0].episode)}`, this.signal).catch(() => ({ accounts: [] }));
    const names = new Set(items.map((row) => row.assignee));
    this.assign.show({ accounts, assignee: names.size === 1 ? items[0].assignee : null });
  }

  #says(items) {
    const heading = h('h2', {}, `Investigation: ${count(items.length, 'open finding')}`);
    const shared = sharedBy(items);
    if (!shared.length) return [heading, h('p', { class: 'hint' }, items.length ? 'They share accounts.' : 'Nothing of it is open any more.')];
    const more = shared.length > MOST_SHARED ? `, and ${whole(shared.length - MOST_SHARED)} more` : '';
    const named = shared.slice(0, MOST_SHARED).flatMap(([id, n], i) => [i ? ', ' : '', account(id), h('span', { class: 'hint' }, ` in ${n}`)]);
    return [heading, h('p', {}, 'They share: ', named, more, '.'), h('p', { class: 'hint' }, 'What is done here is done in each case, which gets an event of its own in the history. A case that somebody has changed since this page read it is left as it is.')];
  }

  #decide(event) {
    event.preventDefault();
    const [action] = ACTIONS[this.choice.value];
    const reason = this.reason.value.trim();
    if (!reason) return setText(this.problem, 'Give a reason: it is what others read later.');
    this.#act(action, { reason, ...(action === 'decide' && { disposition: this.choice.value }) });
  }

  /** What is sent again after a failure is the same request, which nothing does twice. */
  async #act(action, fields) {
    if (this.busy || !this.items.length) return;
    const cases = this.items.map(({ episode, caseVersion, step }) => ({ episode, version: caseVersion, step }));
    const key = JSON.stringify([action, fields, cases]);
    if (this.#last?.key !== key) this.#last = { key, request: crypto.randomUUID() };
    this.busy = true;
    setText(this.problem, '');
    setText(this.done, 'Sending…');
    try {
      const { results } = await post(`/investigations/${action}`, { request: this.#last.request, cases, ...fields });
      this.#last = null;
      this.#tell(results);
      this.reason.value = '';
      this.changed();
    } catch (e) {
      setText(this.done, '');
      setText(this.problem, e.uncertain ? `${e.message} It is not known in how many cases it was done. Sending it again cannot do it twice.` : e.message);
    }
    this.busy = false;
  }

  #tell(results) {
    const failed = results.filter((each) => !each.done);
    setText(this.done, `Done in ${results.length - failed.length} of ${count(results.length, 'case')}.`);
    const of = (episode) => subjectText(this.items.find((row) => row.episode === episode));
    this.problem.replaceChildren(...(failed.length ? [h('ul', {}, failed.map((each) => h('li', {}, `${of(each.episode)}: ${each.error}`)))] : []));
  }
}

/** Accounts of more than one, with in how many they are; the most common first. */
function sharedBy(items) {
  const findings = new Map();
  for (const row of items) for (const id of new Set([...row.accounts, ...row.others])) findings.set(id, (findings.get(id) ?? 0) + 1);
  return [...findings].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
