// Signs a user in, and leads back to where they were.
import { get, post } from './api.js';
import { setText } from './dom.js';

const form = document.getElementById('form');
const problem = document.getElementById('problem');
const button = document.getElementById('submit');
const password = document.getElementById('password');

const PROBLEMS = {
  expired: 'Signing in took too long, or was begun in another tab or browser. Begin again.',
  provider: 'The provider did not answer as it should. Try again; if it stays so, the console’s log says what is wrong.',
  refused: 'The provider did not let you in.',
  role: 'You are known, but have no role in this console. Whoever administers the provider can give you one.',
  name: 'Your name at the provider cannot be used here: another user has it, or it has characters that names here do not have.',
};

showWays();

/** What is offered depends on how the console was started. */
async function showWays() {
  const trouble = new URLSearchParams(location.search).get('problem');
  if (trouble) setText(document.getElementById('provider-problem'), PROBLEMS[trouble] ?? PROBLEMS.provider);
  const ways = await get('/sign-in').catch(() => null);
  if (!ways?.provider) return;
  const provider = document.getElementById('provider');
  setText(provider, `Sign in with ${ways.provider}`);
  // Who is known there, but cannot be here, is asked again, or would be sent back at once for ever.
  if (trouble === 'role' || trouble === 'name') provider.href += '?anew=true';
  provider.hidden = false;
  form.hidden = !ways.passwords;
  document.getElementById('hint').hidden = true;
  if (!ways.passwords) provider.focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  if (button.disabled) return;
  setText(problem, '');
  button.disabled = true;
  try {
    await post('/session', { user: document.getElementById('user').value, password: password.value });
    enter();
  } catch (e) {
    button.disabled = false;
    if (e.status === 429) return wait(Number(e.body.retryAfter) || 30);
    setText(problem, e.status === 401 ? 'This user and password do not belong together. Check both; capital letters matter.' : e.message);
    password.select();
  }
});

function wait(seconds) {
  if (seconds <= 0) {
    button.disabled = false;
    return setText(problem, 'You can try again now.');
  }
  button.disabled = true;
  // Told once, not every second: the paragraph is read aloud when it changes.
  const until = new Date(Date.now() + seconds * 1000).toLocaleTimeString('en-GB');
  setText(problem, `Too many attempts. You can try again at ${until}.`);
  setTimeout(() => wait(0), seconds * 1000);
}

function enter() {
  const back = sessionStorage.getItem('return') ?? '';
  sessionStorage.removeItem('return');
  location.assign(`/${back.startsWith('#/') ? back : ''}`);
}
