// Which view the address names: `#/alerts?state=all`, `#/cases/7f3a9c0d1e2b4a56`. A view is a function that fills an element; its signal
// says when it is left, and all its listeners and requests end with that.

let leave = new AbortController();
let current = {};
let show = () => {};

export function parse(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  const [view, id] = path.split('/');
  return { view: view || 'cities', id: id && decoded(id), query: new URLSearchParams(query) };
}

/** Whoever writes an address by hand may write a percent sign that means nothing: then it means itself. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export const accountPath = (id) => `#/accounts/${encodeURIComponent(id)}`;
export const casePath = (episode) => `#/cases/${encodeURIComponent(episode)}`;

/** Shows another view at once: a key that is pressed next already means what it means there. */
export function go(hash) {
  if (hash === location.hash) return;
  history.pushState(null, '', hash);
  show(false);
}

/** A link within the page is followed at once, too; the browser would do it a moment later. */
function follow(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href^="#/"]');
  if (!link || link.target) return;
  event.preventDefault();
  go(link.getAttribute('href'));
}

/** Keeps filters in the address without a step in the history for each letter typed. */
export function replaceQuery(view, query) {
  const text = query.toString();
  history.replaceState(null, '', `#/${view}${text && `?${text}`}`);
}

/** What the present view offers to the keyboard. */
export const viewKeys = () => current.keys ?? {};

/** @param views by name: `{ title, show(root, route, session, signal) }`; show may return `{ keys }` */
export function startRouter(views, session) {
  const main = document.getElementById('main');
  show = (first) => {
    const route = parse(location.hash);
    const view = views[route.view] ?? views.cities;
    leave.abort();
    leave = new AbortController();
    main.replaceChildren();
    main.className = `view-${route.view}`;
    document.title = `${view.title} · fintrans`;
    mark(view.nav ?? route.view);
    scrollTo(0, 0);
    current = view.show(main, route, session, leave.signal) ?? {};
    // A screen reader starts to read at the new heading; the first page load leaves the focus alone.
    if (!first) main.querySelector('h1')?.focus({ preventScroll: true });
  };
  document.addEventListener('click', follow);
  addEventListener('hashchange', () => location.hash !== '#main' && show(false));
  show(true);
}

function mark(name) {
  for (const link of document.querySelectorAll('.bar [data-view]')) {
    if (link.dataset.view === name) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}
