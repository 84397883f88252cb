// Who decided what, when and why, over all cases; and whether the record of it is whole.
import { get } from './api.js';
import { h, icon, state } from './dom.js';
import { count, time, whole, zone, zoned } from './format.js';
import { HistoryFilter } from './history-filter.js';
import { holdKeysWhile } from './keyboard.js';
import { what, why } from './events.js';
import { casePath, replaceQuery } from './router.js';
import { Pager, Rows } from './rows.js';
import { onStream } from './stream.js';
import { subject } from './subject.js';

const PAGE = 50;
const REFRESH_MS = 1_000;
const MOST_FORGED = 5;

/** Where someone was, so that going back leads there. */
const place = { hash: '', at: -1, top: 0 };
const HEADS = ['Number', 'When', 'Who', 'What', 'Why', 'Case'];

const headName = (name) => (name === 'When' ? `When, ${zone()}` : name);

export const historyView = {
  title: 'History',
  show(root, route, session, signal) {
    const body = h('tbody');
    const audit = h('section', { class: 'panel audit', 'aria-label': 'Audit trail' }, h('p', {}, 'Checking the audit trail…'));
    const notice = h('div', {}, state('Loading the history…', { kind: 'loading' }));
    const rows = new Rows(
      body,
      (tr) => (place.at = tr.sectionRowIndex),
      (step) => holdKeysWhile(turn(step)),
    );
    const pager = new Pager(PAGE, (offset) => load(offset).then(() => scrollTo(0, 0)));
    const filter = new HistoryFilter(route.query, () => load(0));
    let back = location.hash === place.hash && place.at >= 0 ? { ...place } : null;
    root.append(
      h('div', { class: 'head' }, h('h1', { tabindex: '-1' }, 'History'), pager.node),
      audit,
      filter.form,
      h(
        'div',
        { class: 'panel table' },
        h(
          'table',
          { class: 'history cards-when-narrow' },
          h('caption', { class: 'unseen' }, 'Everything that was done in any case, newest first'),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              HEADS.map((name) => h('th', { scope: 'col', class: name === 'Number' ? 'number' : null }, headName(name))),
            ),
          ),
          body,
        ),
        notice,
      ),
    );

    async function load(offset) {
      const query = filter.query();
      query.set('offset', offset);
      query.set('limit', PAGE);
      remember(offset);
      try {
        const page = await get(`/history?${query}`, signal);
        filter.people(page.people);
        body.replaceChildren(...page.items.map(row));
        pager.show(offset, page.total);
        showAudit(audit, page.audit);
        notice.replaceChildren(
          ...(page.total
            ? []
            : [
                state(
                  filter.values().size
                    ? 'Nothing in the history is like this. Clear the filter to see all of it.'
                    : 'Nothing was decided yet. Open an alert and decide it: who did what, when and why stays here for ever.',
                ),
              ]),
        );
        if (back && page.total) {
          rows.go(back.at);
          scrollTo(0, back.top);
        }
        back = null;
      } catch (e) {
        if (e.name !== 'AbortError') notice.replaceChildren(state(e.message, { kind: 'error', retry: () => load(offset) }));
      }
    }

    function remember(offset) {
      const query = filter.values();
      if (offset) query.set('offset', offset);
      replaceQuery('history', query);
      place.hash = location.hash;
    }

    /** Over the end of a page. */
    async function turn(step) {
      const loaded = pager.move(step);
      if (!loaded) return;
      await loaded;
      rows.go(step > 0 ? 0 : Infinity);
    }

    signal.addEventListener('abort', () => (place.top = scrollY));

    // New events come on top of the first page only, and not under the reader's hands.
    let timer = 0;
    onStream(
      'alert',
      () => {
        timer ||= setTimeout(() => {
          timer = 0;
          if (!signal.aborted && pager.offset === 0 && scrollY === 0 && !rows.current) load(0);
        }, REFRESH_MS);
      },
      signal,
    );
    onStream('open', () => load(pager.offset), signal);
    holdKeysWhile(load(Number(route.query.get('offset')) || 0));
    return { keys: { ...rows.keys(), ...pager.keys() } };
  },
};

function row(event) {
  const cells = [
    whole(event.sequence),
    time(event.at),
    h('bdi', { class: 'actor' }, event.actor),
    h('span', {}, what(event)),
    h('bdi', { class: 'why' }, why(event)),
    h('a', { href: casePath(event.episode), title: `Episode ${event.episode}` }, subject(event)),
  ];
  return h(
    'tr',
    {},
    cells.map((cell, i) => h('td', { 'data-label': headName(HEADS[i]), class: i === 0 ? 'number' : null }, cell)),
  );
}

const STATES = {
  clean: ['good', 'check', 'Audit trail clean'],
  unsigned: ['proposed', 'cross', 'Audit trail partly unsigned'],
  forged: ['bad', 'cross', 'Forged events were found'],
  broken: ['bad', 'cross', 'Audit trail broken'],
};

function showAudit(node, audit) {
  const [look, sign, title] = STATES[audit.state];
  const bad = look === 'bad';
  node.replaceChildren(
    h('span', { class: `badge ${look}`, role: bad ? 'alert' : null }, icon(sign), title),
    h('p', {}, auditWords(audit)),
    ...audit.firstForged.slice(0, MOST_FORGED).map((place) => h('p', { class: 'problem' }, h('bdi', {}, place))),
    h(
      'p',
      { class: 'hint' },
      audit.checkpoint
        ? [
            'Signed checkpoint at event ',
            whole(audit.checkpoint.sequence),
            ', ',
            time(audit.checkpoint.at, zoned),
            '. Newest hash ',
            h('code', { title: audit.head }, audit.head.slice(0, 12)),
            '.',
          ]
        : 'No signed checkpoint yet: the first decision makes one.',
      ` Signs as ${audit.key.slice(0, 8)}; believes ${count(audit.trustedKeys.length, 'key')}: ${audit.trustedKeys.map((key) => key.slice(0, 8)).join(', ')}.`,
    ),
  );
}

function auditWords({ state: found, problem, events, unsigned, forged }) {
  if (found === 'broken')
    return `${problem ?? 'The chain of events does not hold.'} Decisions are refused until this is cleared up: keep the topic as it is and run “fintrans audit verify” with this console's --checkpoints.`;
  const words = [`${count(events, 'event')}, each with the hash of the one before it: nothing was changed, left out or put in.`];
  if (unsigned)
    words.push(
      ` Unsigned since event ${whole(unsigned.since)} `,
      time(unsigned.at),
      ` up to event ${whole(unsigned.to)}: written before consoles signed events, and no checkpoint of this console vouches for them. Whoever may write to the topic may have written them.`,
    );
  if (forged)
    words.push(
      ` ${count(forged, 'record')} in the topic ${forged === 1 ? 'was' : 'were'} written by no console of this cluster and changed nothing. Somebody else may write to fintrans.cases: see “When somebody forges decisions” in docs/trouble.md.`,
    );
  return words;
}
