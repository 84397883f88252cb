// Where the accounts of a finding stand in its picture: in columns, through which the money flows from left to right. Plain numbers.

const MOST_COLUMN_PX = 230;
const LEAST_COLUMN_PX = 170;
const BUS_PX = 9;
const BUSES = 5;
const ROW_PX = 36;
const LABEL_PX = 62;
const FIRST_LABEL_PX = 44;
const LABELS_ON_A_LINE = 2;

/**
 * A place for each account, by its id; those that pay the same accounts stand near each other, so that few lines cross.
 *
 * @param room how wide it may be, if it can
 */
export function places(nodes, edges, room) {
  const columns = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node.id);
  const wide = Math.min(MOST_COLUMN_PX, Math.max(LEAST_COLUMN_PX, room / (columns.length - 1 || 1)));
  const places = new Map();
  for (const [x, column] of columns.entries()) {
    const near = new Map(column.map((id, i) => [id, heightOf(id, edges, places) ?? i - (column.length - 1) / 2]));
    // Sorting keeps the order in time of those that are as near.
    column.sort((a, b) => near.get(a) - near.get(b));
    for (const [y, id] of column.entries()) places.set(id, { x: x * wide, y: (y - (column.length - 1) / 2) * ROW_PX });
  }
  return places;
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
 * at the other end; straight where many meet at both, with the amount further along each next one. Returns
 * `{ near: 'source' | 'target', px, level, turn }` for each edge.
 */
export function lines(edges) {
  const count = (end) => edges.reduce((all, edge) => all.set(edge[end], (all.get(edge[end]) ?? 0) + 1), new Map());
  const out = count('source');
  const into = count('target');
  const seen = new Map();
  const hubs = new Map();
  return edges.map(({ source, target }) => {
    const near = out.get(source) <= into.get(target) ? 'source' : 'target';
    const [here, hub] = near === 'source' ? [source, target] : [target, source];
    const others = near === 'source' ? out.get(here) : into.get(here);
    const nth = seen.get(here) ?? 0;
    seen.set(here, nth + 1);
    if (!hubs.has(hub)) hubs.set(hub, hubs.size % BUSES);
    const px = FIRST_LABEL_PX + (others > 1 ? (nth % LABELS_ON_A_LINE) * LABEL_PX : 0);
    // Lines to different accounts turn at different places, so that nobody takes one for another.
    return { near, px, level: others === 1, turn: (near === 'source' ? -1 : 1) * (20 + hubs.get(hub) * BUS_PX) };
  });
}
