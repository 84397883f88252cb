// The rules: which version of each is in force, what comes, what waits for a second person, and who has changed what and why.
import { get, post } from './api.js';
import { canAct } from './case-choices.js';
import { h, setText, state } from './dom.js';
import { clock, time, utc, whole, zone } from './format.js';
import { RuleForm } from './rule-form.js';
import { changeRows, ruleRow, windowText, parametersText } from './rule-rows.js';
import { RuleComparison } from './rule-comparison.js';
import { Rows } from './rows.js';
import { onStream } from './stream.js';

const EVERY_MS = 3_000;
const RULE_HEADS = ['Rule', 'Version', 'State', 'Looks for', 'Window', 'Parameters', 'From', 'By', 'Why', 'Do'];
const CHANGE_HEADS = ['Came', 'By', 'What', 'Why', 'Void because'];
const PROPOSAL_HEADS = ['Rule', 'Mode', 'Window', 'Parameters', 'By', 'Since', 'Why', 'Do'];

export const rulesView = {
  title: 'Rules',
  show(root, route, session, signal) {
    const view = new RulesView(root, route.id, session, signal);
    view.load().then(() => view.loadFloods());
    onStream('open', () => view.load(), signal);
    const timer = setInterval(() => document.hidden || view.load(), EVERY_MS);
    signal.addEventListener('abort', () => clearInterval(timer));
    return { keys: view.rows.keys() };
  },
};

class RulesView {
  #shown = '';

  /** @param name of the only rule that is shown; none for all */
  constructor(root, name, session, signal) {
    Object.assign(this, { name, session, signal });
    this.age = h('p', { class: 'hint' }, '\u00a0');
    this.problem = h('div', { class: 'problem', role: 'alert' });
    this.done = h('p', { class: 'done', role: 'status' });
    this.notice = h('div', {}, state('Loading the rules…', { kind: 'loading' }));
    this.body = h('tbody');
    this.rows = new Rows(this.body);
    this.waiting = h('tbody');
    this.changes = h('tbody');
    this.floods = h('div', { class: 'floods' });
    this.form = new RuleForm((fields) => this.#send('/rules', fields));
    this.proposals = panel('Waiting for a second person', 'proposals', PROPOSAL_HEADS, this.waiting);
    this.proposals.hidden = true;
    this.newRule = h('button', { type: 'button', onclick: () => this.form.ask(null, this.data) }, 'New rule…');
    this.newRule.hidden = true;
    this.more = h('p', { class: 'hint' });
    root.append(
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, name ? h('bdi', {}, `Rule ${name}`) : 'Rules'), name ? null : this.newRule),
      ...(name ? [h('p', {}, h('a', { href: '#/rules' }, 'All rules'))] : []),
      this.age,
      this.problem,
      this.done,
      this.floods,
      this.form.node,
      this.proposals,
      panel(name ? 'Versions' : 'In force, and to come', 'rules', RULE_HEADS, this.body),
      this.notice,
    );
    if (name) root.append((this.comparison = new RuleComparison(name, signal)).node);
    root.append(panel('Changes, newest first', 'changes', CHANGE_HEADS, this.changes), this.more);
  }

  async load() {
    try {
      this.#take(await get('/rules', this.signal));
    } catch (e) {
      if (e.name === 'AbortError') return;
      setText(this.problem, e.message);
      if (!this.data) this.notice.replaceChildren(state(e.message, { kind: 'error', retry: () => this.load() }));
    }
  }

  /** A rule that floods the list of alerts may be better retired. */
  async loadFloods() {
    const { floods } = await get('/alerts?state=all&limit=1', this.signal).catch(() => ({ floods: [] }));
    this.floods.replaceChildren(...floods.filter((each) => !this.name || each.rule === this.name).map((each) => this.#flood(each)));
  }

  #flood({ rule, application, opened }) {
    const version = application === this.data?.application && this.data.rules.find((each) => each.name === rule)?.versions.findLast((each) => isAlive(each, this.data.now));
    const may = canAct(this.session.role) && (!this.data?.atOnce || this.session.role !== 'analyst');
    const retire = h('button', { type: 'button', onclick: () => this.form.ask({ ...version, mode: 'off' }, this.data) }, `Retire ${rule}…`);
    const command = h('code', {}, `fintrans rules retire ${rule} --application-id ${application}`);
    return h('p', { class: 'flood caution' }, 'Rule ', h('bdi', {}, rule), ` opened ${whole(opened)} findings that nobody has worked on, more in an hour than the list shows one by one. Give it narrower limits, or retire it`, ...(version ? ['. ', may && retire] : [': ', command]));
  }

  #take(data) {
    this.data = data;
    // Nothing ends what is off but the next version, whatever that is.
    for (const rule of data.rules)
      rule.versions.forEach((version, i) => {
        if (version.mode.endsWith('off')) version.until = rule.versions[i + 1]?.from ?? null;
      });
    setText(this.problem, data.problem ?? '');
    const asOf = data.asOf === null ? 'not read yet' : `as of ${clock(data.asOf)} ${zone()}`;
    setText(this.age, `The rules of ${data.application}, ${asOf}. ${notice(data)}`);
    this.age.title = data.asOf === null ? '' : utc(data.asOf);
    this.#draw();
  }

  /** Only what has changed is drawn again: what somebody is about to press does not move. */
  #draw() {
    const { data } = this;
    if (!data) return;
    const second = Math.floor(data.now / 1000);
    const coming = data.rules.some((rule) => rule.versions.some((version) => version.from > data.now - 10_000));
    const key = JSON.stringify([data.rules, data.proposals, data.changes, data.atOnce, coming && second]);
    if (key === this.#shown) return;
    this.#shown = key;
    const may = canAct(this.session.role) && (!data.atOnce || this.session.role !== 'analyst');
    this.newRule.hidden = !may || !data.rules.length;
    const rules = data.rules.filter((rule) => !this.name || rule.name === this.name);
    this.comparison?.tried(rules.some((rule) => rule.versions.some((version) => version.mode === 'shadow')));
    const versions = rules.flatMap((rule) => rule.versions.filter((each) => this.name || isAlive(each, data.now)).reverse());
    redraw(
      this.body,
      versions.map((version) => ruleRow(version, data.now, RULE_HEADS, may && isAlive(version, data.now) && this.#changes(version))),
    );
    this.notice.replaceChildren(...(versions.length ? [] : [state(nothing(this.name, data))]));
    const open = data.proposals.filter((each) => !this.name || each.rule.name === this.name);
    this.proposals.hidden = !open.length;
    redraw(
      this.waiting,
      open.map((each) => this.#proposal(each)),
    );
    const changes = data.changes.filter((each) => !this.name || about(each, this.name, data));
    this.changes.replaceChildren(...changeRows(changes, CHANGE_HEADS));
    const left = data.changeCount - data.changes.length;
    setText(
      this.more,
      [left > 0 && `${left} earlier changes are not shown; fintrans rules history prints them.`, data.unreadable > 0 && `${data.unreadable} records are no changes, and are left out.`]
        .filter(Boolean)
        .join(' '),
    );
  }

  #changes(version) {
    return h(
      'button',
      { type: 'button', 'aria-label': `Change ${version.name}, version ${version.version}`, onclick: () => this.form.ask(version, this.data) },
      'Change…',
    );
  }

  #proposal(proposal) {
    const { rule } = proposal;
    const own = proposal.by === this.session.user;
    const button = (label, action) =>
      h('button', { type: 'button', 'aria-label': `${label} the proposal about ${rule.name}`, onclick: () => this.#answer(proposal, label, action) }, label);
    const may = canAct(this.session.role);
    const buttons = [
      may && !own && this.session.role !== 'analyst' && button('Approve', 'approve'),
      may && button(own ? 'Withdraw' : 'Decline', 'decline'),
      own && h('span', { class: 'hint' }, 'someone else has to approve it'),
    ];
    const cells = [
      h('a', { href: `#/rules/${encodeURIComponent(rule.name)}` }, rule.name),
      rule.mode,
      windowText(rule.windowMillis),
      h('bdi', { class: 'why' }, parametersText(rule)),
      h('bdi', { class: 'actor' }, proposal.by),
      time(proposal.came),
      h('bdi', { class: 'why' }, proposal.why),
      h('span', { class: 'badges' }, buttons),
    ];
    return h('tr', {}, cells.map((cell, i) => h('td', { 'data-label': PROPOSAL_HEADS[i] }, cell)));
  }

  #answer(proposal, label, action) {
    this.form.askWhy(`${label}: ${proposal.rule.name}, ${parametersText(proposal.rule)}`, label, (why) =>
      this.#send(`/rules/proposals/${proposal.offset}/${action}`, { why }),
    );
  }

  async #send(path, fields) {
    setText(this.done, '');
    try {
      const answer = await post(path, fields);
      this.#take(answer);
      this.done.replaceChildren(...became(answer.done));
      return null;
    } catch (e) {
      this.load();
      return e.uncertain && !e.status ? `${e.message} It may have been done: look at the changes below before you try again.` : e.message;
    }
  }
}

/** Whoever was at a link or a button still is. */
function redraw(body, rows) {
  const at = document.activeElement;
  const row = at?.closest('tr');
  const place = row?.parentElement === body && [[...body.rows].indexOf(row), [...row.querySelectorAll('a, button')].indexOf(at)];
  body.replaceChildren(...rows);
  if (place) body.rows[place[0]]?.querySelectorAll('a, button')[place[1]]?.focus({ preventScroll: true });
}

/** In force, coming, or retired and not brought back. */
const isAlive = (version, now) => version.until === null || version.until > now;

const about = (change, name, data) =>
  change.rule ? change.rule.name === name : change.proposal === null || data.changes.some((each) => each.offset === change.proposal && each.rule?.name === name);

function notice({ noticeMillis, atOnce }) {
  if (noticeMillis === null) return '';
  const notice = `A change is known ${windowText(noticeMillis)} before it is in force.`;
  return atOnce ? `${notice} This console has no users, so there is no second person: a change counts at once.` : notice;
}

const nothing = (name, data) =>
  name && data.rules.length
    ? `There is no rule ${name}.`
    : data.noticeMillis === null
      ? 'There are no rules yet: the detector writes the first ones when it starts.'
      : 'No rule is in force.';

function became(done) {
  if (done.from === null) return [done.action === 'propose' ? 'Proposed. Someone else has to approve it.' : 'Done.'];
  return [h('bdi', {}, done.rule.name), `, version ${done.version}, is ${done.rule.mode} for payments from `, time(done.from), ' on.'];
}

function panel(title, kind, heads, body) {
  return h(
    'section',
    { class: 'panel table' },
    h('h2', {}, title),
    h(
      'table',
      { class: `${kind} rulebook cards-when-narrow` },
      h('caption', { class: 'unseen' }, title),
      h('thead', {}, h('tr', {}, heads.map((name) => h('th', { scope: 'col' }, ['From', 'Came', 'Since'].includes(name) ? `${name}, ${zone()}` : name)))),
      body,
    ),
  );
}
