// Signs out. What was typed and not sent is forgotten with it, as others may use the computer next; so the user is asked first.
import { remove, signedIn, toSignIn } from './api.js';
import { h } from './dom.js';
import { forgetAll, unsent } from './drafts.js';
import { count } from './format.js';
import { tell } from './notice.js';
import { casePath } from './router.js';

export function startSignOut(button, user) {
  button.addEventListener('click', () => {
    const episodes = unsent(user);
    if (episodes.length) ask(user, episodes);
    else signOut(user);
  });
}

function ask(user, episodes) {
  const dialog = document.getElementById('unsent');
  const close = () => dialog.close();
  dialog.replaceChildren(
    h('h2', { id: 'unsent-title' }, `You have written something in ${count(episodes.length, 'case')} and not sent it`),
    h('p', {}, 'Signing out forgets it, as others may use this computer. It stays if you only close the page.'),
    h('ul', {}, episodes.map((episode) => h('li', {}, h('a', { href: casePath(episode), onclick: close }, h('code', {}, episode))))),
    h(
      'div',
      { class: 'dialog-foot' },
      h('button', { type: 'button', class: 'primary', onclick: close }, 'Stay signed in'),
      h('button', { type: 'button', id: 'forget', onclick: () => signOut(user) }, 'Sign out and forget it'),
    ),
  );
  dialog.showModal();
}

async function signOut(user) {
  try {
    await signedIn(); // Another tab may have begun a session anew, which has another token.
    const { next } = await remove('/session');
    forgetAll(user);
    location.assign(next);
  } catch (e) {
    if (e.status === 401) return toSignIn();
    document.getElementById('unsent').close();
    tell(`You are still signed in. ${e.message}`);
  }
}
