// Starts the page: who is signed in, then the frame around the views, then the view that the address names.
import { get, signedIn, toSignIn } from './api.js';
import { accountView } from './account.js';
import { accountPageView } from './account-page.js';
import { alertsView } from './alerts.js';
import { caseView } from './case.js';
import { citiesView } from './cities.js';
import { state, setText } from './dom.js';
import { forgetOld } from './drafts.js';
import { whole } from './format.js';
import { historyView } from './history.js';
import { startKeyboard, takeKeys } from './keyboard.js';
import { mutesView } from './mutes.js';
import { startProgress } from './progress.js';
import { startRouter } from './router.js';
import { rulesView } from './rulebook.js';
import { shadowView } from './shadow.js';
import { startSignOut } from './sign-out.js';
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
  startRouter({ cities: citiesView, alerts: alertsView, cases: caseView, mutes: mutesView, rules: rulesView, shadow: shadowView, history: historyView, account: accountView, accounts: accountPageView }, session);
  takeKeys();
  countOpen();
}

function showUser(session) {
  const who = document.getElementById('who');
  setText(who, `${session.user} · ${session.role}`);
  who.title = `Signed in as ${session.user}, role ${session.role}`;
  startSignOut(document.getElementById('sign-out'), session.user);
  forgetOld();
}

/** The number of cases that wait for someone, as the list shows them by itself, beside the word Alerts on every page. */
function countOpen() {
  const element = document.getElementById('open-count');
  let timer = 0;
  const read = async () => {
    timer = 0;
    const { counts } = await get('/alerts?limit=1&severity=medium,high&held=false').catch(() => ({}));
    if (!counts) return;
    const waiting = counts.open + counts.proposed + counts.reopened;
    setText(element, waiting ? whole(waiting) : '');
    element.title = `${counts.open} open, ${counts.proposed} proposed, ${counts.reopened} reopened, of medium or high severity`;
  };
  onStream('alert', () => {
    timer ||= setTimeout(read, COUNT_EVERY_MS);
  });
  onStream('open', read);
  read();
}

start();
