// The form in which somebody says what a rule is to be: a copy of the version in force, to be edited.
import { h, setText } from './dom.js';
import { windowMillis, windowText } from './rule-rows.js';
import { RULES, ruleName } from './rules.js';

const MODES = { live: 'live: its findings are alerts', shadow: 'shadow: it is tried, and alerts nobody', 'shadow-off': 'shadow off: what is in the shadow is retired, what is live stays', off: 'off: it is retired, live and in the shadow' };
const DAY = 86_400_000;
/** Where it is not a day. */
const WINDOWS = { 'gather-scatter': 2 * DAY, 'scatter-gather': 4 * DAY, cycle: 5 * DAY, bipartite: 3 * DAY, stack: 3 * DAY };
const BEGINNINGS = {
  'pair-total': 'threshold=10000',
  structuring: 'limits=10000\nnear=800\npayments=3',
  'large-first': 'amount=50000',
  'fan-in': 'accounts=5\nnorm=3\ntotal=2000\nfloor=100',
  'fan-out': 'accounts=5\nnorm=3\ntotal=2000\nfloor=100',
  'gather-scatter': 'accounts=3\nnorm=1\ntotal=3000\nleast=700\nmost=1200\nfloor=100',
  'scatter-gather': 'accounts=3\nleast=700\nmost=1000\nfloor=100',
  cycle: 'shortest=3\nlongest=6\nleast=800\nmost=1200\nfloor=100',
  chain: 'payments=4\nleast=880\nmost=1200\nfloor=100',
  bipartite: 'sources=3\ntargets=3\nfloor=100',
  stack: 'accounts=2\nfloor=100',
  mule: 'in=2\nout=2\ntotal=3000\nleast=800\nmost=1200\nfloor=100',
  'account-structuring': 'limits=10000\nnear=800\npayments=3',
  'sudden-hub': '',
  dormant: 'amount=3000\nquiet=30\nknown=60',
};

export class RuleForm {
  /** @param send is given the fields, and answers with what went wrong */
  constructor(send) {
    this.send = send;
    this.node = h('div', { class: 'mute-form rule-form' });
  }

  /** Asks what a version is to become; without one, for a new rule. */
  ask(version, { atOnce }) {
    const name = h('input', { id: 'rule-name', maxlength: '64', required: true, pattern: '[a-z][a-z0-9\\-]*', autocomplete: 'off' });
    const typology = h('select', { id: 'rule-typology' }, RULES.map((code) => h('option', { value: code }, ruleName(code))));
    const mode = h('select', { id: 'rule-mode' }, Object.entries(MODES).map(([code, words]) => (version || !code.endsWith('off')) && h('option', { value: code }, words)));
    const window = h('input', { id: 'rule-window', maxlength: '12', required: true, 'aria-describedby': 'rule-window-hint' });
    const parameters = h('textarea', { id: 'rule-parameters', rows: '4', spellcheck: 'false', 'aria-describedby': 'rule-parameters-hint' });
    window.value = windowText(version?.windowMillis ?? DAY);
    if (version) {
      name.value = version.name;
      mode.value = version.mode;
      typology.value = version.typology;
      parameters.value = Object.entries(version.parameters)
        .map(([key, value]) => `${key}=${value}`)
        .join('\n');
    } else {
      mode.value = 'shadow';
      parameters.value = BEGINNINGS[typology.value];
      typology.addEventListener('change', () => {
        parameters.value = BEGINNINGS[typology.value];
        window.value = windowText(WINDOWS[typology.value] ?? DAY);
      });
    }
    name.readOnly = Boolean(version);
    typology.disabled = Boolean(version);
    const cut = version && !version.whole;
    parameters.readOnly = cut;
    const label = atOnce ? 'Change' : 'Propose';
    this.#show(
      version ? `A new version of ${version.name}` : 'A new rule',
      label,
      [
        field('rule-name', 'Name', name),
        field('rule-typology', 'Looks for', typology),
        field('rule-mode', 'Mode', mode),
        field('rule-window', 'Window', window, 'such as 30s, 90m, 24h or 7d'),
        field('rule-parameters', 'Parameters', parameters, 'one a line, such as threshold=20000 or threshold.city.Tokyo=5000'),
        cut && h('p', { class: 'problem' }, 'This rule has more parameters than a page shows. Change it with fintrans rules set.'),
      ],
      cut
        ? null
        : (why) => {
            const millis = windowMillis(window.value);
            if (!millis) return 'A window is a number with ms, s, m, h or d, such as 24h.';
            const read = lines(parameters.value);
            if (typeof read === 'string') return read;
            return this.send({ rule: { name: name.value.trim(), typology: typology.value, mode: mode.value, windowMillis: millis, parameters: read }, why });
          },
    );
    (version ? mode : name).focus();
  }

  /** Asks only why. */
  askWhy(title, label, send) {
    this.#show(title, label, [], send);
    this.node.querySelector('#rule-why').focus();
  }

  #show(title, label, fields, send) {
    const why = h('textarea', { id: 'rule-why', rows: '2', maxlength: '2000' });
    const problem = h('div', { class: 'problem', role: 'alert' });
    const before = document.activeElement;
    const button = h('button', { class: 'primary', disabled: !send }, label);
    const close = () => {
      this.node.replaceChildren();
      if (before?.isConnected) before.focus();
    };
    const submit = async (event) => {
      event.preventDefault();
      if (button.disabled) return;
      if (!why.value.trim()) return setText(problem, 'Give a reason: it is what others read later.');
      button.disabled = true;
      const wrong = await send(why.value.trim());
      button.disabled = false;
      if (wrong) setText(problem, wrong);
      else close();
    };
    this.node.replaceChildren(
      h(
        'form',
        { class: 'panel', 'aria-label': title, onsubmit: submit, onkeydown: (event) => event.key === 'Escape' && close() },
        h('h2', {}, h('bdi', {}, title)),
        fields,
        field('rule-why', 'Why', why),
        problem,
        h('div', { class: 'badges' }, button, h('button', { type: 'button', class: 'plain', onclick: close }, 'Cancel')),
      ),
    );
  }
}

function field(id, label, control, hint) {
  return h('div', { class: 'rule-field' }, h('label', { for: id }, label), control, hint && h('span', { class: 'hint', id: `${id}-hint` }, hint));
}

/** Parameters by name; or a sentence that says what is wrong. */
function lines(text) {
  const parameters = {};
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (!line.trim()) continue;
    if (equals < 1) return `'${line.trim()}' is no parameter: write a name, = and a value.`;
    const name = line.slice(0, equals).trim();
    if (Object.hasOwn(parameters, name)) return `${name} is said twice: say it once.`;
    parameters[name] = line.slice(equals + 1).trim();
  }
  return parameters;
}
