// Where the accounts of a finding stand in its picture: in columns, through which the money flows from left to right. Plain numbers.

const MOST_COLUMN_PX = 230;
const LEAST_COLUMN_PX = 170;
const BUS_PX = 9;
const BUSES = 5;
const ROW_PX = 36;
const ROW_OF_LINE_PX = 24;
const LABEL_PX = 48;
const LABEL_WIDTH_PX = 42;
/** How wide an account is drawn. */
export const NODE_PX = 104;

/**
 * A place for each account, by its id; those that pay the same accounts stand near each other, so that few lines cross.
 *
 * @param room how wide it may be, if it can
 */
export function places(nodes, edges, room) {
  const columns = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node.id);
  const many = most(edges);
  const fits = Math.min(MOST_COLUMN_PX, Math.max(LEAST_COLUMN_PX, room / (columns.length - 1 || 1)));
  const wide = many ? Math.max(fits, NODE_PX + LABEL_WIDTH_PX * (many + 1)) : fits;
  const high = Math.max(ROW_PX, ROW_OF_LINE_PX * many);
  const places = new Map();
  for (const [x, column] of columns.entries()) {
    const near = new Map(column.map((id, i) => [id, heightOf(id, edges, places) ?? i - (column.length - 1) / 2]));
    // Sorting keeps the order in time of those that are as near.
    column.sort((a, b) => near.get(a) - near.get(b));
    for (const [y, id] of column.entries()) places.set(id, { x: x * wide, y: (y - (column.length - 1) / 2) * high });
  }
  return places;
}

const RING_APART_PX = 170;
const LEAST_RADIUS_PX = 120;

/** The accounts in the order in which money goes round, if that is all that it does; else nothing. */
function ringOf(nodes, edges) {
  const next = new Map(edges.map(({ source, target }) => [source, target]));
  if (nodes.length < 3 || edges.length !== nodes.length || next.size !== nodes.length) return null;
  const round = [edges[0].source];
  while (round.length < nodes.length) {
    const id = next.get(round.at(-1));
    if (id === undefined || round.includes(id)) return null;
    round.push(id);
  }
  return next.get(round.at(-1)) === round[0] ? round : null;
}

/** A place for each account of a ring, by its id: the first one on the left, and from there over the top. Null if it is none. */
export function ringPlaces(nodes, edges) {
  const round = ringOf(nodes, edges);
  if (!round) return null;
  const radius = Math.max(LEAST_RADIUS_PX, RING_APART_PX / 2 / Math.sin(Math.PI / round.length));
  const angle = (i) => Math.PI + (2 * Math.PI * i) / round.length;
  return new Map(round.map((id, i) => [id, { x: radius * Math.cos(angle(i)), y: radius * Math.sin(angle(i)) }]));
}

const count = (edges, end) => edges.reduce((all, edge) => all.set(edge[end], (all.get(edge[end]) ?? 0) + 1), new Map());

/** How many lines meet at one account, of those that meet others at both ends: they need room to be told apart. */
function most(edges) {
  const [out, into] = [count(edges, 'source'), count(edges, 'target')];
  return edges.reduce((all, { source, target }) => Math.max(all, Math.min(out.get(source), into.get(target)) > 1 ? Math.max(out.get(source), into.get(target)) : 0), 0);
}

/** The middle of those on the left that it is joined with. */
function heightOf(id, edges, places) {
  const heights = edges
    .filter((edge) => edge.source === id || edge.target === id)
    .map((edge) => places.get(edge.source === id ? edge.target : edge.source)?.y)
    .filter((y) => y !== undefined);
  return heights.length ? heights.reduce((sum, y) => sum + y, 0) / heights.length : null;
}

/**
 * How each line runs, and where on it its amount stands: where the accounts at one end have no other lines, level with them and together into the one
 * at the other end; straight where many meet at both: then the amounts of all that lead to one account are as far along, and those to the next one further. Returns
 * `{ near: 'source' | 'target', px, level, turn }` for each edge.
 *
 * @param at the places
 */
export function lines(edges, at) {
  const [out, into] = [count(edges, 'source'), count(edges, 'target')];
  const hubs = new Map();
  return edges.map(({ source, target }) => {
    const near = out.get(source) <= into.get(target) ? 'source' : 'target';
    const [here, hub] = near === 'source' ? [source, target] : [target, source];
    const others = near === 'source' ? out.get(here) : into.get(here);
    if (!hubs.has(hub)) hubs.set(hub, hubs.size % BUSES);
    if (others > 1) return { near: 'source', px: along(source, target, edges, at), level: false, turn: 0 };
    // Lines to different accounts turn at different places, so that nobody takes one for another.
    return { near, px: LABEL_PX, level: true, turn: (near === 'source' ? -1 : 1) * (20 + hubs.get(hub) * BUS_PX) };
  });
}

/** The part of the way that belongs to the target, of the accounts in its column. */
function along(source, target, edges, at) {
  const { x, y } = at.get(target);
  const beside = [...new Set(edges.map((edge) => edge.target))].filter((id) => at.get(id).x === x).sort((a, b) => at.get(a).y - at.get(b).y);
  const from = at.get(source);
  return (Math.hypot(x - from.x - NODE_PX, y - from.y) * (beside.indexOf(target) + 1)) / (beside.length + 1);
}
