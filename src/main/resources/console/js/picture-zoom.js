// A picture in a frame that scrolls: larger, smaller, all of it, the whole screen, and moved with the mouse. Plain scrolling does the rest: arrow keys,
// the wheel and fingers move it as they move any page.
import { h } from './dom.js';

const STEP = 1.25;
const LEAST = 0.1;
const MOST = 3;

/** The buttons above a picture, and what they do to it. */
export class PictureZoom {
  #zoom = 1;
  #graph = null;

  /**
   * @param scroll the frame, which has the focus
   * @param place the picture in it
   */
  constructor(scroll, place) {
    Object.assign(this, { scroll, place });
    const button = (words, title, onclick) => h('button', { type: 'button', title, 'aria-label': title, onclick }, words);
    this.full = button('Full screen', 'Full screen; Escape leaves it', () => this.#fullScreen());
    this.bar = h(
      'div',
      { class: 'picture-bar', hidden: true },
      button('+', 'Larger (+)', () => this.#to(this.#zoom * STEP)),
      button('−', 'Smaller (−)', () => this.#to(this.#zoom / STEP)),
      button('Fit', 'All of it (0)', () => this.#fit()),
      this.full,
    );
    this.node = h('div', { class: 'picture' }, this.bar, scroll);
    this.node.addEventListener('fullscreenchange', () => this.#graph && this.#fit());
    scroll.addEventListener('keydown', (event) => this.#key(event));
    scroll.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  /** Takes a picture that is as large as its place and stands still in it. */
  show(graph) {
    this.#graph = graph;
    this.size = { width: this.place.clientWidth, height: this.place.clientHeight, pan: { ...graph.pan() } };
    this.#zoom = 1;
    this.bar.hidden = false;
  }

  hide() {
    this.#graph = null;
    this.bar.hidden = true;
  }

  /** What was in the middle stays there. */
  #to(wanted) {
    const { scroll, place, size } = this;
    const zoom = Math.min(MOST, Math.max(LEAST, wanted));
    const middle = { x: (scroll.scrollLeft + scroll.clientWidth / 2) / this.#zoom, y: (scroll.scrollTop + scroll.clientHeight / 2) / this.#zoom };
    this.#zoom = zoom;
    place.style.width = `${size.width * zoom}px`;
    place.style.height = `${size.height * zoom}px`;
    this.#graph.resize();
    this.#graph.viewport({ zoom, pan: { x: size.pan.x * zoom, y: size.pan.y * zoom } });
    scroll.scrollLeft = middle.x * zoom - scroll.clientWidth / 2;
    scroll.scrollTop = middle.y * zoom - scroll.clientHeight / 2;
  }

  #fit() {
    const room = document.fullscreenElement === this.node ? this.scroll.clientHeight : parseFloat(getComputedStyle(this.scroll).maxHeight);
    this.#to(Math.min(document.fullscreenElement ? MOST : 1, this.scroll.clientWidth / this.size.width, room / this.size.height));
  }

  #fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.node.requestFullscreen();
  }

  /** Here these keys are for the picture. */
  #key(event) {
    if (!this.#graph || event.ctrlKey || event.metaKey || event.altKey) return;
    const todo = { '+': () => this.#to(this.#zoom * STEP), '=': () => this.#to(this.#zoom * STEP), '-': () => this.#to(this.#zoom / STEP), 0: () => this.#fit() }[event.key];
    if (!todo) return;
    event.preventDefault();
    event.stopPropagation();
    todo();
  }

  /** Fingers scroll by themselves. */
  #drag(event) {
    if (!this.#graph || event.pointerType !== 'mouse' || event.button) return;
    const { scroll } = this;
    const from = { x: event.clientX + scroll.scrollLeft, y: event.clientY + scroll.scrollTop };
    const moving = new AbortController();
    const move = ({ clientX, clientY }) => {
      scroll.scrollLeft = from.x - clientX;
      scroll.scrollTop = from.y - clientY;
    };
    addEventListener('pointermove', move, { signal: moving.signal });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => moving.abort(), { signal: moving.signal });
  }
}
