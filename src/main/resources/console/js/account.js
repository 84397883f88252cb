// One's own access: where one is signed in, and the password. Administrators see, and end, the sessions of others, too.
import { get, post, remove, renew } from './api.js';
import { h, setText, state } from './dom.js';
import { time, zone } from './format.js';

const HEADS = ['User', 'Role', 'Browser', 'Address', 'Since', 'Last seen', 'Action'];
const TIMES = new Set(['Since', 'Last seen']);
const headName = (name) => (TIMES.has(name) ? `${name}, ${zone()}` : name);
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS = ['Windows', 'Android', 'iPhone', 'iPad', 'Mac OS X', 'Linux'];

export const accountView = {
  title: 'Account',
  show(root, route, session, signal) {
    const body = h('tbody');
    const notice = h('div', {}, state('Loading the sessions…', { kind: 'loading' }));
    const password = h('section', { class: 'panel password', hidden: true });
    root.append(
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'Account'), h('p', { class: 'hint' }, `${session.user} · ${session.role}`)),
      h(
        'section',
        { class: 'panel table' },
        h('h2', {}, session.role === 'administrator' ? 'Everyone who is signed in' : 'Where you are signed in'),
        h(
          'table',
          { class: 'cards-when-narrow sessions' },
          h('thead', {}, h('tr', {}, ...HEADS.map((name) => h('th', { scope: 'col' }, headName(name))))),
          body,
        ),
        notice,
      ),
      password,
    );

    async function load() {
      try {
        const { items, hasPassword, signedInBy } = await get('/sessions', signal);
        body.replaceChildren(...items.map((each) => row(each, load)));
        notice.replaceChildren();
        if (password.hidden) password.append(...(hasPassword ? passwordForm(session, load) : noPassword(session, signedInBy)));
        password.hidden = false;
      } catch (e) {
        if (e.name !== 'AbortError') notice.replaceChildren(state(e.message, { kind: 'error', retry: load }));
      }
    }
    load();
    return {};
  },
};

function row(each, changed) {
  const end = h('button', { type: 'button', 'aria-label': `End the session of ${each.user} with ${browser(each.program)}` }, 'End');
  end.addEventListener('click', async () => {
    end.disabled = true;
    await remove(`/sessions/${encodeURIComponent(each.id)}`).catch(() => {});
    changed();
  });
  const cells = [
    h('bdi', {}, each.user),
    each.role,
    h('bdi', { title: each.program }, browser(each.program)),
    h('bdi', {}, each.address),
    time(each.since),
    time(each.usedAt),
    each.current ? h('span', { class: 'badge good' }, 'This one') : end,
  ];
  return h(
    'tr',
    {},
    ...cells.map((cell, i) => h('td', { 'data-label': headName(HEADS[i]) }, cell)),
  );
}

/** What people call their browser; what it says of itself is a riddle of names. */
function browser(program) {
  const name = BROWSERS.find(([sign]) => program.includes(sign))?.[1];
  const system = SYSTEMS.find((each) => program.includes(each));
  return name ? `${name}${system ? ` on ${system}` : ''}` : program || 'unknown';
}

/** Why there is none to change, and what to do to have one. */
function noPassword({ user, role }, signedInBy) {
  const words =
    signedInBy === 'provider'
      ? ['You sign in at a provider, so your password is not kept here: change it there.']
      : [
          'You signed in by a one-time link, so there is no password to change; to get one, have whoever runs this console run ',
          h('code', {}, `fintrans console user add ${user} --role ${role} --data-dir FOLDER`),
          ' with the folder of this console, and sign in with it.',
        ];
  return [h('h2', {}, 'Password'), h('p', { class: 'hint' }, ...words)];
}

function passwordForm(session, changed) {
  const field = (id, label, complete) => [
    h('label', { for: id }, label),
    h('input', { id, type: 'password', autocomplete: complete, required: true, minlength: complete === 'new-password' ? '12' : null }),
  ];
  const problem = h('p', { class: 'problem', role: 'alert' });
  const done = h('p', { class: 'hint', role: 'status' });
  const send = h('button', { type: 'submit', class: 'primary' }, 'Change password');
  const form = h(
    'form',
    {},
    h('input', { type: 'hidden', autocomplete: 'username', value: session.user }),
    field('old-password', 'Password now', 'current-password'),
    field('new-password', 'New password, at least 12 characters', 'new-password'),
    field('same-password', 'New password once more', 'new-password'),
    problem,
    h('div', {}, send),
    done,
  );
  const value = (id) => form.querySelector(`#${id}`).value;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    setText(problem, '');
    setText(done, '');
    if (value('new-password') !== value('same-password')) return setText(problem, 'These are two different new passwords.');
    send.disabled = true;
    try {
      renew(await post('/password', { old: value('old-password'), new: value('new-password') }));
      form.reset();
      setText(done, 'Changed. All your other sessions have ended.');
      changed();
    } catch (e) {
      setText(problem, e.message);
    } finally {
      send.disabled = false;
    }
  });
  return [h('h2', {}, 'Password'), form];
}
