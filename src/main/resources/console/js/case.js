// One case: why it fired, on what evidence, what else the accounts did, what was decided, and what to do now.
import { get } from './api.js';
import { ActionPanel } from './case-actions.js';
import { evidencePanel } from './case-evidence.js';
import { flowPanel } from './case-flow.js';
import { alertItem, stateBadge } from './alert-row.js';
import { neighbour, worklist } from './alerts.js';
import { h, pair, state } from './dom.js';
import { eventItem } from './events.js';
import { date, duration, money, time, whole } from './format.js';
import { announce } from './notice.js';
import { go } from './router.js';
import { onStream } from './stream.js';

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
      (data) => this.#show(data),
      () => this.#load(),
    );
    this.events = h('ol', { class: 'events' });
    this.others = h('ul', { class: 'others' });
    this.evidence = evidencePanel(signal);
    this.flow = flowPanel(signal);
    const part = (title, ...content) => h('section', { class: 'panel' }, h('h2', {}, title), ...content);
    this.parts = h(
      'div',
      { class: 'parts' },
      h('div', { class: 'facts' }, this.why, this.evidence.node),
      h(
        'div',
        { class: 'work' },
        this.actions.node,
        part('What was done', this.events),
        this.flow.node,
        part('Other episodes of these accounts', this.others),
      ),
    );
    this.parts.hidden = true;
    this.notice = h('div', {}, state('Loading the case…', { kind: 'loading' }));
    root.append(this.head, this.notice, this.parts);
  }

  start() {
    onStream('alert', (row) => row.episode === this.episode && this.#load(), this.signal);
    onStream('open', () => this.#load(), this.signal);
    this.#load();
  }

  keys() {
    const walk = (step) => () => {
      const path = neighbour(this.episode, step);
      if (path) go(path);
    };
    return { j: walk(1), k: walk(-1), u: () => go(worklist.hash), ...this.actions.keys() };
  }

  /** Reads the case; a change during that makes it read once more. */
  async #load() {
    if (this.#loading) return void (this.#again = true);
    this.#loading = true;
    try {
      this.#show(await get(this.path, this.signal));
    } catch (e) {
      if (e.name !== 'AbortError' && this.parts.hidden)
        this.notice.replaceChildren(state(e.message, { kind: 'error', retry: () => this.#load() }));
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
    document.title = `${alert.source} → ${alert.target} · fintrans`;
    this.#showHead(data);
    this.#showWhy(data);
    this.actions.show(data);
    this.events.replaceChildren(
      ...(data.events.length ? data.events.toReversed().map(eventItem) : [h('li', { class: 'hint' }, 'Nothing yet.')]),
    );
    this.others.replaceChildren(
      ...(data.others.length ? data.others.map(alertItem) : [h('li', { class: 'hint' }, 'None within what the console knows.')]),
    );
    this.notice.replaceChildren();
    this.parts.hidden = false;
    if (before?.step !== alert.step || before?.total !== alert.total) this.#loadRest(alert);
  }

  #showHead({ alert, mute }) {
    const reading = this.head.querySelector('h1') === document.activeElement;
    const id = encodeURIComponent(this.episode);
    const heading = h('h1', { tabindex: '-1' }, pair(alert), ' ', h('span', { class: 'total' }, money(alert.total, alert.currency)));
    this.head.replaceChildren(
      h('a', { class: 'button', href: worklist.hash, title: 'Back to the alerts (u)' }, '← Alerts'),
      heading,
      stateBadge(alert),
      ...(mute ? [h('span', { class: 'badge' }, 'muted')] : []),
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
        figure('Total', money(alert.total, alert.currency), ' as of ', time(alert.asOf)),
        figure('Threshold', money(alert.threshold, alert.currency)),
        figure('Times over', `${whole(alert.times)}×`),
        figure('Payments', whole(alert.payments)),
        figure('Window', duration(alert.windowMillis)),
        figure('Cities', alert.cities.join(', ')),
        figure('Since', time(alert.openedAt)),
        figure('Newest', time(alert.at), alert.active ? '' : ' (closed)'),
        figure('Pattern', alert.typology),
        figure('Episode', h('code', {}, alert.episode)),
      ),
      ...(alert.shortenedTo
        ? [
            h(
              'p',
              { class: 'caution' },
              'Memory was short: the window began only at ',
              time(alert.shortenedTo),
              '. The true total may be larger.',
            ),
          ]
        : []),
      ...(mute
        ? [
            h(
              'p',
              { class: 'caution' },
              'This pair is muted until ',
              time(mute.until, date),
              ' by ',
              h('bdi', {}, mute.by),
              ': ',
              h('bdi', {}, mute.reason),
            ),
          ]
        : []),
      h('p', { class: 'hint line-of-case' }, h('bdi', {}, alert.line)),
    );
  }

  async #loadRest(alert) {
    const read = async (what, panel) => {
      try {
        panel.show(await get(`${this.path}/${what}`, this.signal), alert);
      } catch (e) {
        if (e.name !== 'AbortError') panel.fail(e.message, () => read(what, panel));
      }
    };
    await Promise.all([read('evidence', this.evidence), read('flow', this.flow)]);
  }
}
