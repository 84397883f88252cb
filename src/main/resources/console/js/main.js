// Starts the page: who is signed in, then the frame around the views, then the view that the address names.
import { get, remove, signedIn, toSignIn } from './api.js';
import { accountView } from './account.js';
import { alertsView } from './alerts.js';
import { caseView } from './case.js';
import { citiesView } from './cities.js';
import { state, setText } from './dom.js';
import { whole } from './format.js';
import { historyView } from './history.js';
import { startKeyboard } from './keyboard.js';
import { mutesView } from './mutes.js';
import { tell } from './notice.js';
import { startProgress } from './progress.js';
import { startRouter } from './router.js';
import { onStream, followStream } from './stream.js';
import { startTheme } from './theme.js';

const COUNT_EVERY_MS = 3_000;

async function start() {
  startTheme(document.getElementById('theme'));
  startKeyboard();
  let session;
  try {
    session = await signedIn();
  } catch (e) {
    if (e.status === 401) return toSignIn();
    document.getElementById('main').replaceChildren(state(e.message, { kind: 'error', retry: () => location.reload() }));
    return;
  }
  showUser(session);
  startProgress();
  followStream();
  startRouter({ cities: citiesView, alerts: alertsView, cases: caseView, mutes: mutesView, history: historyView, account: accountView }, session);
  countOpen();
}

function showUser(session) {
  const who = document.getElementById('who');
  setText(who, `${session.user} · ${session.role}`);
  who.title = `Signed in as ${session.user}, role ${session.role}`;
  document.getElementById('sign-out').addEventListener('click', async () => {
    try {
      await signedIn(); // Another tab may have begun a session anew, which has another token.
      const { next } = await remove('/session');
      location.assign(next);
    } catch (e) {
      if (e.status === 401) return toSignIn();
      tell(`You are still signed in. ${e.message}`);
    }
  });
}

/** The number of cases that wait for someone, beside the word Alerts on every page. */
function countOpen() {
  const element = document.getElementById('open-count');
  let timer = 0;
  const read = async () => {
    timer = 0;
    const { counts } = await get('/alerts?limit=1').catch(() => ({}));
    if (!counts) return;
    const waiting = counts.open + counts.proposed + counts.reopened;
    setText(element, waiting ? whole(waiting) : '');
    element.title = `${counts.open} open, ${counts.proposed} proposed, ${counts.reopened} reopened`;
  };
  onStream('alert', () => {
    timer ||= setTimeout(read, COUNT_EVERY_MS);
  });
  onStream('open', read);
  read();
}

start();
