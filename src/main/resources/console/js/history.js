// Who decided what, when and why, over all cases; and whether the record of it is whole.
import { get } from './api.js';
import { pair, h, icon, state } from './dom.js';
import { count, time, whole, zone, zoned } from './format.js';
import { HistoryFilter } from './history-filter.js';
import { holdKeysWhile } from './keyboard.js';
import { what, why } from './events.js';
import { casePath, replaceQuery } from './router.js';
import { Pager, Rows } from './rows.js';
import { onStream } from './stream.js';

const PAGE = 50;
const REFRESH_MS = 1_000;

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
    h('a', { href: casePath(event.episode), title: `Episode ${event.episode}` }, pair(event)),
  ];
  return h(
    'tr',
    {},
    cells.map((cell, i) => h('td', { 'data-label': headName(HEADS[i]), class: i === 0 ? 'number' : null }, cell)),
  );
}

function showAudit(node, audit) {
  const clean = audit.state === 'clean';
  node.replaceChildren(
    h(
      'span',
      { class: `badge ${clean ? 'good' : 'bad'}`, role: clean ? null : 'alert' },
      icon(clean ? 'check' : 'cross'),
      clean ? 'Audit trail clean' : 'Audit trail broken',
    ),
    h(
      'p',
      {},
      clean
        ? `${count(audit.events, 'event')}, each with the hash of the one before it: nothing was changed, left out or put in. `
        : `${audit.problem ?? 'The chain of events does not hold.'} Decisions are refused until this is cleared up: keep the topic as it is and run “fintrans audit verify” with this console's --checkpoints.`,
    ),
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
    ),
  );
}
