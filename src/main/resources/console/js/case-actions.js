// The panel in which a case is worked on. It is there before the case is, and stays while the case changes around it: what someone types is theirs,
// and is sent as the answer to what they had seen when they began.
import { AssignForm } from './case-assign.js';
import { ALL, canAct, choices } from './case-choices.js';
import { statusWords } from './case-status.js';
import { h, setText } from './dom.js';
import { Draft } from './drafts.js';
import { eventItem } from './events.js';
import { count } from './format.js';
import { MuteScope } from './mute-scope.js';
import { tell } from './notice.js';
import { Seen } from './seen.js';
import { Stopped } from './stopped.js';
import { subjectText } from './subject.js';
import { Submission } from './submission.js';

const DAY_MS = 86_400_000;
const MUTE_DAYS = 30;
const LONGEST = 4000;
const NO_CHOICE = 'Choose what to do with your text first.';

export class ActionPanel {
  #submission = new Submission();
  #chosen = 'comment';
  #busy = false;
  #byHand = false;

  /** @param done: gets the case after an action; reload: called when the case has changed meanwhile */
  constructor(episode, session, signal, done, reload) {
    Object.assign(this, { session, signal, done, reload, path: `/cases/${encodeURIComponent(episode)}` });
    this.draft = new Draft(session.user, episode);
    this.status = h('p', { class: 'status' }, 'Loading the case…');
    this.node = h('section', { class: 'panel actions' }, h('h2', {}, 'Decide'), this.status);
    this.stopped = new Stopped(signal, () => this.#setBusy(this.#busy));
    this.node.append(this.stopped.words);
    if (canAct(session.role)) this.#build();
    else
      this.node.append(
        h(
          'p',
          { class: 'hint' },
          `Your role is ${session.role}: you can read everything here. To comment or decide, ask an administrator for the role analyst.`,
        ),
      );
  }

  #build() {
    this.assign = new AssignForm(this.session.user, (assignee) => this.#send('assign', { assignee }, this.#now()));
    this.options = h('div', { class: 'options' });
    this.explanation = h('p', { class: 'hint explanation' });
    this.until = h('input', { type: 'date', id: 'until', min: day(Date.now() + DAY_MS), value: day(Date.now() + MUTE_DAYS * DAY_MS) });
    this.untilField = h('label', { class: 'until', for: 'until', hidden: true }, 'Muted until the end of ', this.until);
    this.scope = new MuteScope();
    this.text = h('textarea', { id: 'reason', rows: '4', maxlength: String(LONGEST), 'aria-describedby': 'action-problem' });
    this.textLabel = h('label', { for: 'reason' }, 'Comment or reason');
    this.button = h('button', { class: 'primary' }, 'Send');
    this.form = h(
      'form',
      { novalidate: true, onsubmit: (event) => this.#act(event), oninput: () => this.#typed() },
      h('fieldset', {}, h('legend', { class: 'unseen' }, 'What to do'), this.options),
      this.explanation,
      this.untilField,
      this.scope.node,
      this.textLabel,
      this.text,
      this.button,
    );
    this.form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    this.problem = h('div', { class: 'problem', id: 'action-problem', role: 'alert' });
    this.node.append(this.assign.node, this.form, this.problem);
    this.submit = 'Send';
    this.#restore();
    this.#setBusy(false);
  }

  #restore() {
    const { choice, text, until, seen } = this.draft.read() ?? {};
    this.seen = new Seen(seen);
    if (choice !== undefined) this.#chosen = choice;
    if (text) this.text.value = text;
    if (until) this.until.value = until;
  }

  #typed() {
    if (this.text.value.trim()) this.seen.begin(this.data);
    else {
      this.seen.end();
      this.#say();
    }
    this.#keep();
  }

  #keep() {
    if (!this.text.value.trim()) return this.draft.clear();
    this.draft.write({ choice: this.#chosen, text: this.text.value, until: this.until.value, seen: this.seen.at });
  }

  /** The keys of decisions: each leads into the text, whatever becomes of the choice, so that no letter of a reason is taken for a command. */
  keys() {
    const choose = (id) => () => this.#choose(id, true);
    return this.form ? { a: () => this.assign.toMe(), ...Object.fromEntries(ALL.filter((c) => c.key).map((c) => [c.key, choose(c.id)])) } : {};
  }

  fail() {
    setText(this.status, 'The case could not be loaded. What you type is kept.');
  }

  show(data) {
    const first = !this.data;
    this.data = data;
    this.status.replaceChildren(...statusWords(data));
    if (!this.form) return;
    this.assign.show(data);
    this.scope.show(data.alert);
    if (first) this.#say();
    if (first && this.text.value.trim()) this.seen.begin(data);
    const later = this.seen.since(data, this.session.user);
    this.#keep();
    this.#showChoices();
    if (later.length) this.#say(h('p', {}, 'This was done after you began to write. Look at it, then send if you still want to.'), list(later));
  }

  get #offered() {
    return choices(this.data, this.session);
  }

  #find(id) {
    return this.#offered.find((choice) => choice.id === id && !choice.refused);
  }

  #showChoices() {
    // A decision that somebody has written a reason for never becomes something else by itself.
    if (!this.#find(this.#chosen) && !this.text.value.trim() && document.activeElement !== this.text) this.#chosen = 'comment';
    const ids = this.#offered.map((choice) => choice.label + (choice.refused ?? '')).join();
    if (this.options.dataset.ids !== ids) {
      this.options.dataset.ids = ids;
      const had = this.options.contains(document.activeElement);
      this.options.replaceChildren(...this.#offered.map((choice) => this.#option(choice)));
      if (had) this.options.querySelector(`[value="${this.#chosen}"]`)?.focus();
    }
    if (this.seen.since(this.data, this.session.user).length && !this.#find(this.#chosen)) this.#mark(null);
    else this.#choose(this.#chosen, false);
  }

  #option(choice) {
    const radio = h('input', {
      type: 'radio',
      name: 'choice',
      value: choice.id,
      disabled: Boolean(choice.refused),
      onchange: () => this.#choose(choice.id, this.#byHand),
    });
    return h(
      'label',
      { class: 'option', title: choice.refused, onpointerdown: () => (this.#byHand = true), onkeydown: () => (this.#byHand = false) },
      radio,
      h('span', {}, choice.label),
      choice.key && h('kbd', {}, choice.key),
    );
  }

  /** @param write whether they go on to write */
  #choose(id, write) {
    if (write) this.text.focus();
    if (!this.data) this.#chosen = id;
    else if (id && !this.#find(id)) this.#refuse(id, write);
    else {
      if (write) this.#say();
      this.#chosen = id;
      this.#mark(this.#find(id));
    }
    this.#keep();
  }

  #refuse(id, asked) {
    const choice = this.#offered.find((each) => each.id === id) ?? ALL.find((each) => each.id === id);
    this.#chosen = null;
    this.#mark(null);
    if (asked || !this.problem.textContent) this.#say(`${choice?.label ?? 'That'} cannot be chosen now. ${choice?.refused ?? 'Choose another one above.'}`);
  }

  /** Shows what is chosen, or that nothing is. */
  #mark(choice) {
    for (const radio of this.options.querySelectorAll('input')) radio.checked = radio.value === choice?.id;
    this.untilField.hidden = !choice?.until;
    this.scope.mark(Boolean(choice?.until));
    const refused = this.#offered.find((each) => each.refused)?.refused ?? '';
    const mute = choice?.until ? 'New alerts like this one stay out of the list until then.' : '';
    setText(this.explanation, choice?.second ? 'Takes effect when a second person approves it (four eyes).' : refused || mute);
    setText(this.textLabel, !choice ? 'Comment or reason' : choice.field === 'text' ? 'Comment' : 'Reason');
    this.submit = choice?.submit ?? 'Send';
    setText(this.button, this.#busy ? 'Sending…' : this.submit);
  }

  #now() {
    return this.data && { version: this.data.version, step: this.data.alert.step };
  }

  async #act(event) {
    event.preventDefault();
    if (!this.data) return this.#say('The case is still loading, so nothing was sent. Read it, then send.');
    const choice = this.#find(this.#chosen) ?? ALL.find((each) => each.id === this.#chosen);
    const text = this.text.value.trim();
    if (!choice) return this.#say(NO_CHOICE);
    const { action, field, fields, until } = choice;
    if (!text) {
      this.#say(field === 'text' ? 'Write the comment first.' : 'Give a reason: it is what others read later.');
      return this.text.focus();
    }
    const end = until && endOf(this.until.value);
    if (until && !(end > Date.now())) return this.#say('Choose a day after today.');
    const sent = await this.#send(action, { ...fields, ...(until && { until: end, ...this.scope.fields() }), [field]: text }, this.seen.at ?? this.#now());
    if (sent && this.text.value.trim() === text) this.#clear();
  }

  #clear() {
    this.text.value = '';
    this.seen.end();
    this.draft.clear();
    this.#say();
  }

  /** @param seen what the user had seen when they began, which the server compares with what there is */
  async #send(action, fields, seen) {
    if (this.#busy || !seen || this.stopped.reason) return false;
    this.#setBusy(true);
    this.#say();
    try {
      const again = () => this.#say('No answer yet; sending the same request again…');
      const data = await this.#submission.send(`${this.path}/${action}`, fields, seen, again);
      this.#say();
      this.done(data);
      return true;
    } catch (e) {
      this.#explain(e);
      return false;
    } finally {
      this.#setBusy(false);
    }
  }

  #explain(e) {
    if (this.signal.aborted) tell(`In the case ${subjectText(this.data.alert)} nothing was sent. ${e.message} Open it: what you typed is still there.`);
    const changed = e.body?.changed ?? [];
    if (e.status === 409 && changed.length) {
      this.seen.show(changed, this.data);
      this.#keep();
      const what = changed.length === 1 ? 'This was' : `${count(changed.length, 'thing')} were`;
      const advice = 'Look, then send it again if you still want to: what you typed is still here.';
      this.#say(h('p', {}, `${what} done after you had begun, so nothing was sent. ${advice}`), list(changed));
      this.reload();
    } else if (e.uncertain)
      this.#say(`${e.message} It is not known whether it was kept. What you typed is still here; sending it again cannot do it twice.`);
    else this.#say(e.message);
  }

  #say(...words) {
    if (words.length === 1 && typeof words[0] === 'string') setText(this.problem, words[0]);
    else this.problem.replaceChildren(...words);
  }

  #setBusy(busy) {
    this.#busy = busy;
    for (const button of this.node.querySelectorAll('button')) button.disabled = busy || Boolean(this.stopped.reason);
    if (this.button) setText(this.button, busy ? 'Sending…' : this.submit);
  }
}

const list = (events) => h('ul', { class: 'events changed' }, events.map(eventItem));

/** The day of a time in the viewer's zone, as a date field writes it. */
function day(ms) {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

const endOf = (text) => new Date(`${text}T23:59:59.999`).getTime();
