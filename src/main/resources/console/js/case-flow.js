// Where money went around the two accounts: a small graph that reads from left to right, and the same as a list.
import { account, cut, h, state } from './dom.js';
import { amount, short } from './format.js';
import { go } from './router.js';
import { color, onThemeChange } from './theme.js';

const ROW_PX = 50;
const COLUMNS_PX = [0, 108, 252, 360];

const alertsOf = (id) => `#/alerts?state=all&muted=true&q=${encodeURIComponent(id)}`;
const link = (id) => h('a', { href: alertsOf(id) }, account(id));

export function flowPanel(signal) {
  const place = h('div', { class: 'graph', role: 'img', 'aria-label': 'Graph of the money flow; the list below says the same' });
  const summary = h('p', { class: 'hint' });
  const list = h('ul', {});
  const details = h('details', {}, h('summary', {}, 'As a list'), list);
  let graph;
  signal.addEventListener('abort', () => graph?.destroy());
  onThemeChange(() => graph?.style(styles()), signal);

  return {
    node: h('section', { class: 'panel flow' }, h('h2', {}, 'Money flow around the two accounts'), place, summary, details),
    async show(flow, alert) {
      summary.textContent = flow.cut
        ? 'This is a part: the accounts have more partners than are drawn here. '
        : 'Flows between accounts with alerts. Click an account to list its alerts.';
      list.replaceChildren(
        ...flow.edges.map((edge) => h('li', {}, link(edge.source), ' → ', link(edge.target), `  ${amount(edge.total)} ${edge.currency}`)),
      );
      if (!globalThis.cytoscape) await import('/lib/cytoscape.min.js');
      if (signal.aborted) return;
      graph?.destroy();
      place.replaceChildren();
      graph = draw(place, flow);
    },
    fail(message, retry) {
      if (!graph) place.replaceChildren(state(message, { kind: 'error', retry }));
    },
  };
}

function draw(place, { nodes, edges }) {
  const positions = layout(nodes, edges);
  const graph = globalThis.cytoscape({
    container: place,
    elements: [
      ...nodes.map(({ id, role }) => ({
        data: { id: `n${id}`, account: id, label: cut(id, 4, 4), role },
        position: positions.get(id),
      })),
      ...edges.map(({ source, target, total }, i) => ({
        data: { id: `e${i}`, source: `n${source}`, target: `n${target}`, label: short(Number(total)), main: isMain(nodes, source, target) },
      })),
    ],
    style: styles(),
    layout: { name: 'preset', fit: true, padding: 12 },
    userZoomingEnabled: false, // The wheel scrolls the page.
    userPanningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    maxZoom: 1.2,
  });
  graph.on('tap', 'node', (event) => go(alertsOf(event.target.data('account'))));
  return graph;
}

const role = (nodes, id) => nodes.find((node) => node.id === id)?.role;
const isMain = (nodes, source, target) => (role(nodes, source) === 'source' && role(nodes, target) === 'target' ? 1 : 0);

/** Columns: who pays the source; the source and who else pays the target; the target and whom else the source pays; whom the target pays. */
function layout(nodes, edges) {
  const columns = [[], [], [], []];
  for (const { id, role: its } of nodes) columns[its === 'source' ? 1 : its === 'target' ? 2 : columnOf(id, nodes, edges)].push(id);
  const positions = new Map();
  for (const [x, column] of columns.entries()) {
    // The two accounts stand in the middle of their columns.
    const main =
      x === 1 || x === 2
        ? column.splice(
            column.findIndex((id) => role(nodes, id) !== 'other'),
            1,
          )
        : [];
    column.splice(Math.ceil(column.length / 2), 0, ...main);
    for (const [y, id] of column.entries()) positions.set(id, { x: COLUMNS_PX[x], y: (y - (column.length - 1) / 2) * ROW_PX });
  }
  return positions;
}

function columnOf(id, nodes, edges) {
  const is = (end, wanted) => role(nodes, end) === wanted;
  if (edges.some((edge) => edge.source === id && is(edge.target, 'source'))) return 0;
  if (edges.some((edge) => edge.target === id && is(edge.source, 'target'))) return 3;
  return edges.some((edge) => edge.source === id && is(edge.target, 'target')) ? 1 : 2;
}

function styles() {
  const text = color('--text');
  return [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        width: 76,
        height: 26,
        label: 'data(label)',
        'text-valign': 'center',
        'font-size': 12,
        'font-family': 'ui-monospace, monospace',
        color: text,
        'background-color': color('--sunken'),
        'border-width': 1,
        'border-color': color('--line-strong'),
      },
    },
    {
      selector: 'node[role != "other"]',
      style: { 'background-color': color('--accent-soft'), 'border-color': color('--accent'), 'border-width': 2, 'font-weight': 'bold' },
    },
    {
      selector: 'edge',
      style: {
        width: 1.2,
        'line-color': color('--line-strong'),
        'target-arrow-color': color('--line-strong'),
        'target-arrow-shape': 'triangle',
        'curve-style': 'bezier',
      },
    },
    {
      selector: 'edge[main = 1]',
      style: {
        width: 3,
        'line-color': color('--accent'),
        'target-arrow-color': color('--accent'),
        label: 'data(label)',
        'font-size': 12,
        'text-background-color': color('--surface'),
        'text-background-opacity': 1,
        'text-background-padding': 3,
        color: text,
      },
    },
  ];
}
