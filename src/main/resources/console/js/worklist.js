// The list of alerts as it was last seen: j and k in a case walk on through it, and going back leads to the same place in it.
import { get } from './api.js';
import { casePath } from './router.js';

export const PAGE = 50;
const MOST = 200;

/** `query` asks for it; `selected` is an episode, `at` its row; `top` how far the page was scrolled. */
export const worklist = { hash: '#/alerts', query: null, offset: 0, total: 0, episodes: [], selected: null, at: -1, top: 0 };

/** Whoever looks at a case comes back to its row. */
export function select(episode) {
  const at = worklist.episodes.indexOf(episode);
  if (at < 0) return;
  worklist.selected = episode;
  worklist.at = at;
}

/** Where the case before or after this one is, over the ends of pages; null at an end of the list. */
export async function neighbour(episode, step, signal) {
  const { episodes } = worklist;
  const at = episodes.indexOf(episode);
  if (at < 0) return episodes.length ? casePath(episodes[0]) : null;
  const next = episodes[at + step] ?? (await beyond(step, signal));
  return next ? casePath(next) : null;
}

/** What was decided meanwhile may have left the list and moved the rest: so the page is looked for behind what is known. */
async function beyond(step, signal) {
  const { query, offset, episodes } = worklist;
  const from = step > 0 ? Math.max(0, offset) : Math.max(0, offset - PAGE);
  if (!query || (step < 0 && offset === 0)) return null;
  const asked = new URLSearchParams(query);
  asked.set('offset', from);
  asked.set('limit', MOST);
  const { items, total } = await get(`/alerts?${asked}`, signal);
  const found = items.map((row) => row.episode);
  const known = new Set(episodes);
  const place = step > 0 ? found.findLastIndex((each) => known.has(each)) + 1 : found.findIndex((each) => known.has(each));
  const begin = step > 0 ? place : Math.max(0, (place < 0 ? PAGE : place) - PAGE);
  const page = found.slice(begin, step > 0 ? begin + PAGE : Math.max(begin, place < 0 ? PAGE : place));
  if (!page.length) return null;
  Object.assign(worklist, { episodes: page, offset: from + begin, total });
  const hash = new URLSearchParams(worklist.hash.split('?')[1] ?? '');
  if (worklist.offset) hash.set('offset', worklist.offset);
  else hash.delete('offset');
  worklist.hash = `#/alerts${String(hash) && `?${hash}`}`;
  return step > 0 ? page[0] : page.at(-1);
}
