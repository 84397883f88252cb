// How cities are told apart: eight colours, and with each further eight another kind of line. A city keeps its own, wherever it stands.
import { h } from './dom.js';

const COLORS = 8;
const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]];

export const colorOf = (i) => `--city-${(i % COLORS) + 1}`;

/** As a canvas understands it; empty for a line without gaps. */
export const dashOf = (i) => DASHES[Math.floor(i / COLORS) % DASHES.length];

export const swatch = (i) => h('span', { class: `swatch city-${(i % COLORS) + 1} dash-${Math.floor(i / COLORS) % DASHES.length}` });
