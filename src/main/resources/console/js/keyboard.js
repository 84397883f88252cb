// Single keys as commands: those of every page here, those of a view from the router. Never while someone types.
import { h } from './dom.js';
import { go, viewKeys } from './router.js';

const SEQUENCE_MS = 1_500;
const LONGEST_HOLD_MS = 5_000;
const PLACES = { c: '#/cities', a: '#/alerts', m: '#/mutes', r: '#/rules', h: '#/history' };
const HELP = [
  [
    'Everywhere',
    [
      ['g c', 'cities'],
      ['g a', 'alerts'],
      ['g m', 'mutes'],
      ['g r', 'rules'],
      ['g h', 'history'],
      ['/', 'search'],
      ['?', 'these shortcuts'],
      ['Esc', 'leave a field or a dialog'],
    ],
  ],
  [
    'Cities',
    [
      ['p', 'pause or resume'],
      ['1 … 9', 'show or hide a city'],
      ['← →', 'read a chart that has the focus'],
    ],
  ],
  [
    'Alerts, mutes, rules and history',
    [
      ['j k', 'next, previous row'],
      ['Enter', 'open'],
      ['n', 'show the new ones'],
      ['] [', 'next, previous page'],
    ],
  ],
  [
    'A case',
    [
      ['a', 'assign to me'],
      ['c', 'comment'],
      ['f', 'false positive'],
      ['o', 'confirmed'],
      ['i', 'inconclusive'],
      ['e', 'escalated'],
      ['y x', 'approve, decline or withdraw'],
      ['Ctrl Enter', 'send'],
      ['j k', 'next, previous case of the list'],
      ['] [', 'next, previous page of payments'],
      ['u', 'back to the alerts'],
    ],
  ],
];

// When g was pressed, by the clock of events, which begins with the page; long ago, so that no first key is taken for the second of two.
let waiting = -SEQUENCE_MS;

export function startKeyboard() {
  const dialog = document.getElementById('keys');
  fill(dialog);
  document.getElementById('show-keys').addEventListener('click', () => dialog.showModal());
}

/** From now on keys do what they mean; first those that were pressed before, while the page was loading. */
export function takeKeys() {
  removeEventListener('keydown', window.holdKey);
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (press(event, event.target)) event.preventDefault();
  });
  release();
}

/** What is pressed while this is loading means what it means afterwards; but nobody waits for ever. */
export async function holdKeysWhile(loading) {
  const hold = (event) => {
    if (isField(event.target)) return;
    window.holdKey(event, true);
    if (event.defaultPrevented) event.stopImmediatePropagation();
  };
  addEventListener('keydown', hold, { capture: true });
  await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, LONGEST_HOLD_MS))]).catch(() => {});
  removeEventListener('keydown', hold, { capture: true });
  release();
}

function release() {
  for (const held of window.heldKeys.splice(0)) {
    const target = document.activeElement;
    if (isField(target) && held.key !== 'Escape') typeInto(target, held);
    else if (held.key === 'Enter' && target?.matches('a, button')) target.click();
    else press(held, target);
  }
}

/** Returns whether the key was a command. */
function press(event, target) {
  const dialog = document.getElementById('keys');
  if (event.key === 'Escape' && isField(target)) return target.blur();
  if (isField(target) || document.querySelector('dialog[open]')) return false;
  if (event.key === '?') return dialog.showModal() ?? true;
  return on() && command(event);
}

/** As the browser would have, had the field been there. */
function typeInto(field, { key, send }) {
  if (send) return field.form?.requestSubmit();
  const { selectionStart: start, selectionEnd: end } = field;
  if (start == null) return;
  if (key === 'Backspace') field.setRangeText('', start === end ? Math.max(0, start - 1) : start, end, 'end');
  else field.setRangeText(key === 'Enter' ? '\n' : key, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

function command(event) {
  const place = event.timeStamp - waiting < SEQUENCE_MS ? PLACES[event.key] : null;
  waiting = event.key === 'g' ? event.timeStamp : -SEQUENCE_MS;
  if (place) {
    go(place);
    return true;
  }
  const action = viewKeys()[event.key];
  if (!action) return false;
  return action(event) !== false;
}

function isField(element) {
  return element.matches?.('input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]');
}

/** People who speak to their computer can turn the keys off: a spoken word would be many commands. */
const on = () => localStorage.getItem('keys') !== 'off';

function fill(dialog) {
  const box = h('input', { type: 'checkbox', id: 'keys-on', onchange: () => localStorage.setItem('keys', box.checked ? 'on' : 'off') });
  box.checked = on();
  dialog.replaceChildren(
    h(
      'div',
      { class: 'dialog-head' },
      h('h2', { id: 'keys-title' }, 'Keyboard shortcuts'),
      h('button', { type: 'button', class: 'plain', onclick: () => dialog.close() }, 'Close'),
    ),
    h(
      'div',
      { class: 'key-groups' },
      HELP.map(([title, keys]) =>
        h(
          'section',
          {},
          h('h3', {}, title),
          h(
            'dl',
            {},
            keys.map(([key, what]) =>
              h(
                'div',
                {},
                h(
                  'dt',
                  {},
                  key.split(' ').map((k) => (k === '…' ? k : h('kbd', {}, k))),
                ),
                h('dd', {}, what),
              ),
            ),
          ),
        ),
      ),
    ),
    h('p', {}, h('label', {}, box, ' Single keys are commands')),
  );
}
