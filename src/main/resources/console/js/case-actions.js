// The panel in which a case is worked on. It is built once and kept while the case changes around it: what someone has typed stays.
import { ALL, canAct, choices } from './case-choices.js';
import { h, setText } from './dom.js';
import { eventItem } from './events.js';
import { words } from './format.js';
import { Submission } from './submission.js';

const DAY_MS = 86_400_000;
const MUTE_DAYS = 30;
const LONGEST = 4000;

export class ActionPanel {
  #submission = new Submission();
  #chosen = 'comment';
  #busy = false;

  /** @param done: gets the case after an action; reload: called when the case has changed meanwhile */
  constructor(episode, session, done, reload) {
    Object.assign(this, { session, done, reload, path: `/cases/${encodeURIComponent(episode)}` });
    this.node = h('section', { class: 'panel actions' }, h('h2', {}, 'Decide'));
    this.status = h('p', { class: 'status' });
    this.node.append(this.status);
    if (!canAct(session.role)) {
      this.node.append(
        h(
          'p',
          { class: 'hint' },
          `Your role is ${session.role}: you can read everything here. To comment or decide, ask an administrator for the role analyst.`,
        ),
      );
      return;
    }
    this.#build();
  }

  #build() {
    this.assignee = h('select', { id: 'assignee' });
    const assign = h(
      'form',
      { class: 'assign', onsubmit: (event) => this.#submit(event, 'assign', { assignee: this.assignee.value || null }) },
      h('label', { for: 'assignee' }, 'Assigned to'),
      this.assignee,
      h('button', {}, 'Assign'),
      h('button', { type: 'button', title: 'Assign to me (a)', onclick: () => this.#assignToMe() }, 'To me ', h('kbd', {}, 'a')),
    );
    this.options = h('div', { class: 'options' });
    this.explanation = h('p', { class: 'hint explanation' });
    this.until = h('input', { type: 'date', id: 'until', min: day(Date.now() + DAY_MS), value: day(Date.now() + MUTE_DAYS * DAY_MS) });
    this.untilField = h('label', { class: 'until', for: 'until' }, 'Muted until the end of ', this.until);
    this.text = h('textarea', { id: 'reason', rows: '4', maxlength: String(LONGEST), 'aria-describedby': 'action-problem' });
    this.textLabel = h('label', { for: 'reason' });
    this.button = h('button', { class: 'primary' });
    this.form = h(
      'form',
      { novalidate: true, onsubmit: (event) => this.#act(event) },
      h('fieldset', {}, h('legend', { class: 'unseen' }, 'What to do'), this.options),
      this.explanation,
      this.untilField,
      this.textLabel,
      this.text,
      this.button,
    );
    this.form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
    this.problem = h('div', { class: 'problem', id: 'action-problem', role: 'alert' });
    this.node.append(assign, this.form, this.problem);
  }

  /** The keys of choices that there are at the moment. */
  keys() {
    const choose = (id) => () => this.#choose(id, true);
    return canAct(this.session.role)
      ? { a: () => this.#assignToMe(), ...Object.fromEntries(ALL.filter((c) => c.key).map((c) => [c.key, choose(c.id)])) }
      : {};
  }

  show(data) {
    this.data = data;
    this.status.replaceChildren(...this.#statusWords());
    if (!this.form) return;
    const typed = this.assignee.dataset.shown !== undefined && this.assignee.value !== this.assignee.dataset.shown;
    const keep = this.assignee.value;
    const shown = data.assignee ?? '';
    const names = [...new Set([...data.accounts, this.session.user, ...(shown ? [shown] : [])])];
    this.assignee.replaceChildren(h('option', { value: '' }, 'nobody'), ...names.map((name) => h('option', { value: name }, name)));
    this.assignee.value = typed ? keep : shown;
    this.assignee.dataset.shown = shown;
    this.#showChoices();
  }

  #statusWords() {
    const { state, disposition, proposedBy, standing, version } = this.data;
    const verdict = disposition ? h('strong', {}, words(disposition)) : null;
    const seen = h('span', { class: 'hint' }, ` Version ${version}.`);
    if (state === 'proposed')
      return [
        'Proposed as ',
        verdict,
        ' by ',
        h('bdi', {}, proposedBy),
        ...(standing ? [' in place of the decision ', h('strong', {}, words(standing)), ', which stands if it is declined'] : []),
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

  #showChoices() {
    const offered = choices(this.data, this.session);
    if (!offered.some((choice) => choice.id === this.#chosen && !choice.refused)) this.#chosen = 'comment';
    const ids = offered.map((choice) => choice.label + (choice.refused ?? '')).join();
    if (this.options.dataset.ids !== ids) {
      this.options.dataset.ids = ids;
      const had = this.options.contains(document.activeElement);
      this.options.replaceChildren(...offered.map((choice) => this.#option(choice)));
      if (had) this.options.querySelector(`[value="${this.#chosen}"]`)?.focus();
    }
    this.#choose(this.#chosen, false);
  }

  #option(choice) {
    const radio = h('input', {
      type: 'radio',
      name: 'choice',
      value: choice.id,
      disabled: Boolean(choice.refused),
      onchange: () => this.#choose(choice.id, false),
    });
    return h(
      'label',
      { class: 'option', title: choice.refused },
      radio,
      h('span', {}, choice.label),
      choice.key && h('kbd', {}, choice.key),
    );
  }

  #choose(id, write) {
    const offered = choices(this.data, this.session);
    const choice = offered.find((c) => c.id === id);
    if (!choice || choice.refused) return setText(this.problem, choice?.refused ?? 'That cannot be chosen in this state of the case.');
    this.#chosen = id;
    this.choice = choice;
    this.options.querySelector(`[value="${id}"]`).checked = true;
    this.untilField.hidden = !choice.until;
    setText(
      this.explanation,
      choice.second
        ? 'Takes effect when a second person approves it (four eyes).'
        : (offered.find((c) => c.refused)?.refused ?? (choice.until ? 'New alerts of this pair stay out of the list until then.' : '')),
    );
    setText(this.textLabel, choice.field === 'text' ? 'Comment' : 'Reason');
    setText(this.button, this.#busy ? 'Sending…' : choice.submit);
    if (write) this.text.focus();
  }

  #assignToMe() {
    if (this.data && this.data.assignee !== this.session.user) this.#send('assign', { assignee: this.session.user });
  }

  #submit(event, action, fields) {
    event.preventDefault();
    this.#send(action, fields);
  }

  async #act(event) {
    event.preventDefault();
    const { action, field, fields, until } = this.choice;
    const text = this.text.value.trim();
    if (!text) {
      setText(this.problem, field === 'text' ? 'Write the comment first.' : 'Give a reason: it is what others read later.');
      return this.text.focus();
    }
    if (until && !(endOf(this.until.value) > Date.now())) return setText(this.problem, 'Choose a day after today.');
    const sent = await this.#send(action, { ...fields, ...(until && { until: endOf(this.until.value) }), [field]: text });
    if (sent && this.text.value.trim() === text) this.text.value = '';
  }

  async #send(action, fields) {
    if (this.#busy || !this.data) return false;
    this.#setBusy(true);
    setText(this.problem, '');
    try {
      const { version, alert } = this.data;
      const data = await this.#submission.send(`${this.path}/${action}`, fields, { version, step: alert.step }, () =>
        setText(this.problem, 'No answer yet; sending the same request again…'),
      );
      setText(this.problem, '');
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
    if (e.status === 409) {
      const changed = e.body.changed ?? [];
      this.problem.replaceChildren(
        h('p', {}, `${e.message} What you typed is still here: read what changed, then send it again if you still want to.`),
        h('ul', { class: 'events changed' }, changed.map(eventItem)),
      );
      this.reload();
    } else {
      setText(
        this.problem,
        e.uncertain
          ? `${e.message} It is not known whether it was kept. What you typed is still here; sending it again cannot do it twice.`
          : e.message,
      );
    }
  }

  #setBusy(busy) {
    this.#busy = busy;
    for (const button of this.node.querySelectorAll('button')) button.disabled = busy;
    setText(this.button, busy ? 'Sending…' : this.choice.submit);
  }
}

/** The day of a time in the viewer's zone, as a date field writes it. */
function day(ms) {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}

const endOf = (text) => new Date(`${text}T23:59:59.999`).getTime();
