// The page of an account: its payments as far as they were looked at, and what was found and decided about it.
import { get } from './api.js';
import { PaymentsOfAccount } from './account-payments.js';
import { alertItem } from './alert-row.js';
import { account, h, state } from './dom.js';
import { eventItem } from './events.js';
import { whole } from './format.js';
import { casePath } from './router.js';
import { onStream } from './stream.js';
import { worklist } from './worklist.js';

const REFRESH_MS = 3_000;

export const accountPageView = {
  title: 'Account',
  nav: 'alerts',
  show(root, route, session, signal) {
    const id = route.id ?? '';
    document.title = `${id} · fintrans`;
    const payments = new PaymentsOfAccount(id, signal);
    const findings = h('ul', { class: 'others' });
    const decisions = h('ol', { class: 'events' });
    const titles = { findings: h('h2', {}, 'Findings'), decisions: h('h2', {}, 'Cases and decisions') };
    const part = (title, content) => h('section', { class: 'panel' }, title, content);
    root.append(
      h(
        'div',
        { class: 'head' },
        h('a', { class: 'button', href: worklist.hash, title: 'Back to the alerts' }, '← Alerts'),
        h('h1', { tabindex: '-1' }, 'Account ', account(id, true)),
      ),
      h(
        'div',
        { class: 'parts of-account' },
        h('div', { class: 'facts' }, payments.node),
        h('div', { class: 'work' }, payments.usual, payments.partners, part(titles.findings, findings), part(titles.decisions, decisions)),
      ),
    );

    const load = async () => {
      try {
        const found = await get(`/accounts?${new URLSearchParams({ account: id })}`, signal);
        titles.findings.textContent = titled('Findings', found.findings, found.episodes.length);
        titles.decisions.textContent = titled('Cases and decisions', found.decisions, found.events.length);
        findings.replaceChildren(...(found.episodes.length ? found.episodes.map(alertItem) : [none('None that the console knows of.')]));
        decisions.replaceChildren(...(found.events.length ? found.events.map(decision) : [none('Nothing was decided about it.')]));
      } catch (e) {
        if (e.name !== 'AbortError') findings.replaceChildren(h('li', {}, state(e.message, { kind: 'error', retry: load })));
      }
    };
    let timer = 0;
    const names = (row) => [...(row.accounts ?? []), ...(row.others ?? []), row.source, row.target].includes(id) || row.accountCount > row.accounts?.length || row.otherCount > row.others?.length;
    onStream(
      'alert',
      (row) => {
        if (names(row))
          timer ||= setTimeout(() => {
            timer = 0;
            if (!signal.aborted) load();
          }, REFRESH_MS);
      },
      signal,
    );
    onStream('open', load, signal);
    load();
    payments.look();
    return { keys: {} };
  },
};

const none = (words) => h('li', { class: 'hint' }, words);

const titled = (title, total, listed) => (total > listed ? `${title}: the newest ${whole(listed)} of ${whole(total)}` : total ? `${title} (${whole(total)})` : title);

/** What was done, with the way to its case. */
function decision(event) {
  const item = eventItem(event);
  item.firstElementChild.append(' ', h('a', { href: casePath(event.episode) }, 'case'));
  return item;
}
