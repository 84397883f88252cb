// Where money went, from left to right, and the same as a list: around the two accounts of a pair, or in the payments that another finding rests on.
import { cut, h, state } from './dom.js';
import { lines, NODE_PX, places, ringPlaces } from './evidence-graph.js';
import { amount, short, whole } from './format.js';
import { PictureZoom } from './picture-zoom.js';
import { accountPath, go } from './router.js';
import { accountLink } from './subject.js';
import { color, onThemeChange } from './theme.js';

const ROW_PX = 50;
const COLUMNS_PX = [0, 108, 252, 360];
const BEND_PX = 70;

export function flowPanel(signal) {
  const place = h('div', { class: 'graph', role: 'img', 'aria-label': 'Graph of the money flow; the list below says the same' });
  const scroll = h('div', { class: 'graph-scroll' }, place);
  const zoom = new PictureZoom(scroll, place);
  const title = h('h2', {}, 'Money flow');
  const summary = h('p', { class: 'hint' });
  const list = h('ul', {});
  const details = h('details', {}, h('summary', {}, 'As a list'), list);
  let graph;
  signal.addEventListener('abort', () => graph?.destroy());
  onThemeChange(() => graph?.style([...styles(), ...(scroll.classList.contains('of-evidence') ? evidenceStyles() : [])]), signal);

  return {
    node: h('section', { class: 'panel flow' }, title, zoom.node, summary, details),
    async show(flow) {
      const ofEvidence = flow.of === 'evidence';
      title.textContent = ofEvidence ? 'The evidence as a picture' : 'Money flow around the two accounts';
      summary.textContent = ofEvidence ? evidenceWords(flow) : episodesWords(flow);
      list.replaceChildren(...flow.edges.map(item));
      scroll.classList.toggle('of-evidence', ofEvidence);
      // What may have to be scrolled must be reached with keys, too.
      for (const [name, value] of Object.entries({ tabindex: '0', role: 'region', 'aria-label': 'Picture of the evidence' }))
        if (ofEvidence) scroll.setAttribute(name, value);
        else scroll.removeAttribute(name);
      if (!globalThis.cytoscape) await import('/lib/cytoscape.min.js');
      if (signal.aborted) return;
      graph?.destroy();
      place.replaceChildren();
      zoom.hide();
      graph = ofEvidence ? drawEvidence(place, flow) : draw(place, flow);
      if (ofEvidence) zoom.show(graph);
    },
    fail(message, retry) {
      if (!graph) place.replaceChildren(state(message, { kind: 'error', retry }));
    },
  };
}

const item = (edge) =>
  h('li', {}, accountLink(edge.source), ' → ', accountLink(edge.target), `  ${amount(edge.total)} ${edge.currency}${edge.payments > 1 ? ` in ${whole(edge.payments)} payments` : ''}`);

const episodesWords = ({ cut: part }) =>
  part ? 'This is a part: the accounts have more partners than are drawn here. ' : 'Flows between accounts with alerts. Click an account to open its page.';

const evidenceWords = ({ nodes, edges, cut: part }) =>
  `${part ? 'The newest payments only: the alert does not list the others. ' : ''}${ringPlaces(nodes, edges) ? 'Money goes round, from the left over the top' : 'Money flows from left to right'}; accounts that the finding is about have a thick edge. Click an account to open its page.`;

const PADDING_PX = 16;
const EVIDENCE_NODE = { width: NODE_PX, height: 26 };

/** As large as it must be to be read: what does not fit is scrolled to. */
function drawEvidence(place, { nodes, edges }) {
  const { width, height } = EVIDENCE_NODE;
  const ring = ringPlaces(nodes, edges);
  const at = ring ?? places(nodes, edges, place.parentNode.clientWidth - width - 2 * PADDING_PX);
  const how = lines(edges, at);
  const all = [...at.values()];
  const [left, top] = [Math.min(...all.map(({ x }) => x)), Math.min(...all.map(({ y }) => y))];
  // Lines that go back to an earlier column bend out of the way, below the rest.
  const back = ({ source, target }) => !ring && at.get(target).x <= at.get(source).x;
  const below = edges.some(back) ? BEND_PX : 0;
  place.style.width = `${Math.max(...all.map(({ x }) => x)) - left + width + 2 * PADDING_PX}px`;
  place.style.height = `${Math.max(...all.map(({ y }) => y)) - top + height + below + 2 * PADDING_PX}px`;
  const graph = globalThis.cytoscape({
    container: place,
    elements: [
      ...nodes.map(({ id, role: its }) => ({ data: { id: `n${id}`, account: id, label: cut(id, 6, 5), role: its }, position: at.get(id) })),
      ...edges.map((edge, i) => ({
        data: {
          id: `e${i}`,
          source: `n${edge.source}`,
          target: `n${edge.target}`,
          label: `${edge.payments > 1 ? `${whole(edge.payments)}: ` : ''}${short(Number(edge.total))}`,
          px: how[i].px,
          turn: how[i].turn,
        },
        classes: ring ? 'round' : back(edge) ? 'back' : `${how[i].near}${how[i].level ? ' level' : ''}`,
      })),
    ],
    style: [...styles(), ...evidenceStyles()],
    layout: { name: 'preset', fit: false },
    userZoomingEnabled: false,
    userPanningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    zoom: 1,
    pan: { x: PADDING_PX + width / 2 - left, y: PADDING_PX + height / 2 - top },
  });
  graph.on('tap', 'node', (event) => go(accountPath(event.target.data('account'))));
  // Whom it is about stands in the middle.
  const scroll = place.parentNode;
  scroll.scrollTop = (scroll.scrollHeight - scroll.clientHeight) / 2;
  return graph;
}

function draw(place, { nodes, edges }) {
  place.removeAttribute('style');
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
  graph.on('tap', 'node', (event) => go(accountPath(event.target.data('account'))));
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

function evidenceStyles() {
  const label = {
    'font-size': 12,
    'text-background-color': color('--surface'),
    'text-background-opacity': 1,
    'text-background-padding': 1,
    color: color('--text'),
  };
  return [
    { selector: 'node', style: EVIDENCE_NODE },
    { selector: 'edge', style: label },
    { selector: 'edge', style: { 'source-endpoint': `${NODE_PX / 2}px 0px`, 'target-endpoint': `${-NODE_PX / 2}px 0px`, 'curve-style': 'straight' } },
    { selector: 'edge.level', style: { 'curve-style': 'taxi', 'taxi-direction': 'rightward', 'taxi-turn': 'data(turn)', 'taxi-turn-min-distance': 5 } },
    { selector: 'edge.source', style: { 'source-label': 'data(label)', 'source-text-offset': 'data(px)' } },
    { selector: 'edge.target', style: { 'target-label': 'data(label)', 'target-text-offset': 'data(px)' } },
    { selector: 'edge.round', style: { 'source-endpoint': 'outside-to-node', 'target-endpoint': 'outside-to-node', label: 'data(label)' } },
    { selector: 'edge.back', style: { 'source-endpoint': 'outside-to-node', 'target-endpoint': 'outside-to-node', label: 'data(label)', 'curve-style': 'unbundled-bezier', 'control-point-distances': -BEND_PX, 'control-point-weights': 0.5 } },
  ];
}
