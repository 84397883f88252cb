// Where the accounts of a finding stand in its picture: in columns, through which the money flows from left to right. Plain numbers.

const COLUMN_PX = 230;
const ROW_PX = 36;
const LABEL_PX = 62;
const FIRST_LABEL_PX = 44;
const LABELS_ON_A_LINE = 2;

/** A place for each account, by its id; those that pay the same accounts stand near each other, so that few lines cross. */
export function places(nodes, edges) {
  const columns = [];
  for (const node of nodes) (columns[node.column] ??= []).push(node.id);
  const places = new Map();
  for (const [x, column] of columns.entries()) {
    const near = new Map(column.map((id, i) => [id, heightOf(id, edges, places) ?? i - (column.length - 1) / 2]));
    // Sorting keeps the order in time of those that are as near.
    column.sort((a, b) => near.get(a) - near.get(b));
    for (const [y, id] of column.entries()) places.set(id, { x: x * COLUMN_PX, y: (y - (column.length - 1) / 2) * ROW_PX });
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
 * Where on each line its amount stands: at the end where fewer lines meet, and where many meet at both, further along each next one. Returns
 * `{ near: 'source' | 'target', px }` for each edge.
 */
export function labels(edges) {
  const count = (end) => edges.reduce((all, edge) => all.set(edge[end], (all.get(edge[end]) ?? 0) + 1), new Map());
  const out = count('source');
  const into = count('target');
  const seen = new Map();
  return edges.map(({ source, target }) => {
    const near = out.get(source) <= into.get(target) ? 'source' : 'target';
    const here = near === 'source' ? source : target;
    const others = near === 'source' ? out.get(here) : into.get(here);
    const nth = seen.get(here) ?? 0;
    seen.set(here, nth + 1);
    return { near, px: FIRST_LABEL_PX + (others > 1 ? (nth % LABELS_ON_A_LINE) * LABEL_PX : 0) };
  });
}
