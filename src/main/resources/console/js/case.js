// One case: why it fired, on what evidence, what else the accounts did, what was decided, and what to do now.
import { get } from './api.js';
import { ActionPanel } from './case-actions.js';
import { EvidencePanel } from './case-evidence.js';
import { allAccounts, FINDINGS, findingWords, isTotal, measures } from './case-finding.js';
import { flowPanel } from './case-flow.js';
import { alertItem, findingBadge, foundBy, limited, lineOf, severityBadge, stateBadge } from './alert-row.js';
import { h, state } from './dom.js';
import { eventItem } from './events.js';
import { date, duration, money, tenth, time, whole, zoned } from './format.js';
import { holdKeysWhile } from './keyboard.js';
import { announce } from './notice.js';
import { go } from './router.js';
import { ruleName } from './rules.js';
import { onStream } from './stream.js';
import { isPair, subject, subjectText, scopeText, these } from './subject.js';
import { neighbour, select, worklist } from './worklist.js';

const MISSED_MS = 2_000;
const MOST_TIMES = 4;
const MOST_IN_HEAD = 4;

export const caseView = {
  title: 'Case',
  nav: 'alerts',
  show(root, route, session, signal) {
    const view = new CaseView(root, route.id, session, signal);
    view.start();
    return { keys: view.keys() };
  },
};

class CaseView {
  #loading = false;
  #again = false;

  constructor(root, episode, session, signal) {
    Object.assign(this, { root, episode, session, signal });
    this.path = `/cases/${encodeURIComponent(episode)}`;
    this.head = h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Case'));
    this.why = h('section', { class: 'panel why', 'aria-label': 'Why it fired' });
    this.actions = new ActionPanel(
      episode,
      session,
      signal,
      (data) => this.#show(data),
      () => this.#load(),
    );
    this.events = h('ol', { class: 'events' });
    this.others = h('ul', { class: 'others' });
    this.evidence = new EvidencePanel(this.path, signal);
    this.flow = flowPanel(signal);
    const part = (title, ...content) => h('section', { class: 'panel' }, h('h2', {}, title), ...content);
    this.parts = h(
      'div',
      { class: 'parts' },
      this.facts = h('div', { class: 'facts' }, this.why, this.evidence.node),
      h(
        'div',
        { class: 'work' },
        this.actions.node,
        part('What was done', this.events),
        this.flow.node,
        part('Other episodes of these accounts', this.others),
      ),
    );
    // The panel is there from the first moment: whoever knows what to write need not wait for the case.
    this.parts.classList.add('loading');
    this.notice = h('div', {});
    root.append(this.head, this.notice, this.parts);
  }

  start() {
    select(this.episode);
    onStream('alert', (row) => row.episode === this.episode && this.#load(), this.signal);
    onStream('open', () => this.#load(), this.signal);
    this.#load();
  }

  keys() {
    const walk = (step) => () => void holdKeysWhile(this.#walk(step));
    return { j: walk(1), k: walk(-1), u: () => go(worklist.hash), ...this.evidence.keys(), ...this.actions.keys() };
  }

  /** At the end of a page of the list, what comes next is asked for first. */
  async #walk(step) {
    const path = await neighbour(this.episode, step, this.signal).catch(() => null);
    if (path && !this.signal.aborted) go(path);
    else if (!this.signal.aborted) announce(step > 0 ? 'This is the last case of the list.' : 'This is the first case of the list.');
  }

  /** Reads the case; a change during that makes it read once more. */
  async #load() {
    if (this.#loading) return void (this.#again = true);
    this.#loading = true;
    try {
      this.#show(await get(this.path, this.signal));
    } catch (e) {
      if (e.name !== 'AbortError' && !this.data) {
        this.parts.hidden = e.status === 404;
        this.actions.fail();
        this.notice.replaceChildren(state(e.message, { kind: 'error', retry: () => this.#load() }));
      }
    }
    this.#loading = false;
    if (this.#again && !this.signal.aborted) {
      this.#again = false;
      this.#load();
    }
  }

  #show(data) {
    if (this.signal.aborted) return;
    // An answer may arrive after that to a later question.
    if (this.data && data.version < this.data.version) return;
    const before = this.data?.alert;
    if (this.data && data.version > this.data.version) announce(`The case changed: it is ${data.state}.`);
    this.data = data;
    const { alert } = data;
    document.title = `${subjectText(alert)} · fintrans`;
    this.#showHead(data);
    this.#showWhy(data);
    if (!isPair(alert)) this.#placeFlow();
    this.actions.show(data);
    this.events.replaceChildren(
      ...(data.events.length ? data.events.toReversed().map(eventItem) : [h('li', { class: 'hint' }, 'Nothing yet.')]),
    );
    this.others.replaceChildren(
      ...(data.others.length ? data.others.map(alertItem) : [h('li', { class: 'hint' }, 'None within what the console knows.')]),
    );
    this.notice.replaceChildren();
    this.parts.hidden = false;
    this.parts.classList.remove('loading');
    if (before?.step !== alert.step || before?.total !== alert.total || before?.asOf !== alert.asOf || before?.finding !== alert.finding) this.#loadRest(alert);
  }

  #showHead({ alert }) {
    const reading = this.head.querySelector('h1') === document.activeElement;
    const id = encodeURIComponent(this.episode);
    const heading = h('h1', { tabindex: '-1' }, subject(alert, { named: MOST_IN_HEAD, long: alert.kind !== 'accounts', links: true }), ' ', h('span', { class: 'total' }, money(alert.total, alert.currency)));
    this.head.replaceChildren(
      h('a', { class: 'button', href: worklist.hash, title: 'Back to the alerts (u)' }, '← Alerts'),
      heading,
      stateBadge(alert),
      ...[findingBadge(alert)].filter(Boolean),
      ...(alert.muted ? [h('span', { class: 'badge' }, 'muted')] : []),
      h(
        'span',
        { class: 'links' },
        h('a', { class: 'button', href: `/api/v1/cases/${id}/export`, download: '' }, 'Export JSON'),
        h('a', { class: 'button', href: `/cases/${id}/report`, target: '_blank', rel: 'noopener' }, 'Report'),
      ),
    );
    if (reading) heading.focus({ preventScroll: true });
  }

  #showWhy({ alert, reason, mute }) {
    const figure = (label, ...value) => h('div', {}, h('dt', {}, label), h('dd', {}, value));
    this.why.replaceChildren(
      h('p', { class: 'reason' }, reason),
      h(
        'dl',
        { class: 'figures' },
        figure('Total', money(alert.total, alert.currency), alert.asOf ? h('span', { class: 'hint as-of' }, 'as of ', time(alert.asOf, zoned)) : ''),
        ...(isTotal(alert)
          ? [figure('Threshold', limited(alert.measures[0], alert.currency)), figure('Times the threshold', `${tenth(alert.times)}×`)]
          : [figure('Times the limit', `${tenth(alert.times)}×`)]),
        figure('Payments', whole(alert.payments)),
        figure('Severity', severityBadge(alert)),
        figure('Window', duration(alert.windowMillis)),
        figure('Cities', alert.cities.join(', ')),
        figure('Since', time(alert.openedAt, zoned)),
        figure('Newest', time(alert.at, zoned), alert.active ? '' : ' (closed)'),
        figure('Rule', ruleName(alert.typology), h('span', { class: 'hint as-of' }, `${alert.rule}, version ${alert.version}`)),
        ...(FINDINGS[alert.finding] ? [figure('Finding', FINDINGS[alert.finding])] : []),
        ...(foundBy(alert) ? [figure('Detector', alert.application)] : []),
        figure('Episode', h('code', {}, alert.episode)),
      ),
      ...(isTotal(alert) ? [] : [measures(alert)]),
      ...(alert.accountCount > MOST_IN_HEAD ? [allAccounts(alert)] : []),
      ...findingWords(alert),
      ...(alert.cut ? [h('p', { class: 'caution' }, 'The search was ended before it had seen everything. There may be more evidence than this.')] : []),
      ...(alert.shortenedTo
        ? [
            h(
              'p',
              { class: 'caution' },
              'Memory was short: the window began only at ',
              time(alert.shortenedTo, zoned),
              '. The true figures may be larger.',
            ),
          ]
        : []),
      ...(mute
        ? [
            h(
              'p',
              { class: 'caution' },
              muteWords(alert, mute),
              time(mute.until, date),
              ' by ',
              h('bdi', {}, mute.by),
              ': ',
              h('bdi', {}, mute.reason),
            ),
          ]
        : []),
      h('p', { class: 'hint line-of-case' }, h('bdi', {}, lineOf(alert))),
    );
  }

  /** Of payments from one account to another the flow is what else there is; of others it is the evidence itself, and stands before it. */
  #placeFlow() {
    if (this.flow.node.parentNode !== this.facts) this.facts.insertBefore(this.flow.node, this.evidence.node);
  }

  async #loadRest(alert) {
    // What a slow Kafka did not find is looked for again, before anybody is worried for long.
    const read = async (what, panel, again = MOST_TIMES) => {
      try {
        const data = await get(`${this.path}/${what}`, this.signal);
        if (data.of === 'evidence') this.#placeFlow();
        panel.show(data, alert);
        if (panel.missed && again > 0) setTimeout(() => !this.signal.aborted && this.data.alert.step === alert.step && read(what, panel, again - 1), MISSED_MS);
      } catch (e) {
        if (e.name !== 'AbortError') panel.fail(e.message, () => read(what, panel));
      }
    };
    await Promise.all([read('evidence', this.evidence), read('flow', this.flow)]);
  }
}

function muteWords(alert, mute) {
  if (mute.account && !mute.pending) return `${alert.muted ? 'Muted' : 'Muting has ended, since the total is too large'}: ${scopeText(mute)}, until `;
  if (mute.pending) return 'To be muted when a second person approves it on the page Mutes, until ';
  if (!alert.muted) return `Muting has ended, since the total is over ${money(mute.endsAbove, mute.currency)}. ${these(alert).replace(/ (is|are)$/, (be) => (be === ' is' ? ' was' : ' were'))} muted until `;
  return `${these(alert)} muted until `;
}
