// Where the accounts of a finding stand in its picture: in columns, through which the money flows from left to right. Plain numbers.

const MOST_COLUMN_PX = 230;
const LEAST_COLUMN_PX = 170;
const BUS_PX = 9;
const BUSES = 5;
const ROW_PX = 36;
const ROW_OF_LINE_PX = 24;
const LABEL_PX = 48;
const LABEL_OF_MANY_PX = 66;

/**
 * A place for each account, by its id; those that pay the same accounts stand near each other, so that few lines cross.
 *
 * @param room how wide it may be, if it can
 */
export function places(nodes, edges, room) {
  const columns = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node.id);
  const wide = Math.min(MOST_COLUMN_PX, Math.max(LEAST_COLUMN_PX, room / (columns.length - 1 || 1)));
  const high = Math.max(ROW_PX, ROW_OF_LINE_PX * most(edges));
  const places = new Map();
  for (const [x, column] of columns.entries()) {
    const near = new Map(column.map((id, i) => [id, heightOf(id, edges, places) ?? i - (column.length - 1) / 2]));
    // Sorting keeps the order in time of those that are as near.
    column.sort((a, b) => near.get(a) - near.get(b));
    for (const [y, id] of column.entries()) places.set(id, { x: x * wide, y: (y - (column.length - 1) / 2) * high });
  }
  return places;
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
 * at the other end; straight where many meet at both. Returns
 * `{ near: 'source' | 'target', px, level, turn }` for each edge.
 */
export function lines(edges) {
  const [out, into] = [count(edges, 'source'), count(edges, 'target')];
  const hubs = new Map();
  return edges.map(({ source, target }) => {
    const near = out.get(source) <= into.get(target) ? 'source' : 'target';
    const [here, hub] = near === 'source' ? [source, target] : [target, source];
    const others = near === 'source' ? out.get(here) : into.get(here);
    if (!hubs.has(hub)) hubs.set(hub, hubs.size % BUSES);
    const px = others > 1 ? LABEL_OF_MANY_PX : LABEL_PX;
    // Lines to different accounts turn at different places, so that nobody takes one for another.
    return { near, px, level: others === 1, turn: (near === 'source' ? -1 : 1) * (20 + hubs.get(hub) * BUS_PX) };
  });
}
