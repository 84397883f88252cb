// Where words stand on a chart so that no line runs through them. Boxes and lines are in pixels: { left, right, top, bottom }.

const STEP = 6;
const GAP = 2;

const meet = (a, b) => a.left - GAP <= b.right && b.left - GAP <= a.right && a.top - GAP <= b.bottom && b.top - GAP <= a.bottom;

/** The lines of a total that rises in steps, through these points. */
export function steps(points) {
  return points.slice(1).flatMap((to, i) => {
    const from = points[i];
    return [
      { left: from.x, right: to.x, top: from.y, bottom: from.y },
      { left: to.x, right: to.x, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) },
    ];
  });
}

/** How large the words are with the font that is set. */
export function size(ctx, text) {
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = ctx.measureText(text);
  return { width, height: fontBoundingBoxAscent + fontBoundingBoxDescent };
}

/** The place with nothing in the way that is nearest to this height, below it or above, and furthest to the right; just below where there is none. */
export function freePlace({ width, height }, area, y, inTheWay) {
  const box = (right, top) => ({ left: right - width, right, top, bottom: top + height });
  const rows = [];
  for (let away = 3; away < area.bottom - area.top; away += STEP) rows.push(y + away, y - away - height);
  for (const top of rows.filter((each) => each >= area.top && each + height <= area.bottom))
    for (let right = area.right; right - width >= area.left; right -= STEP) {
      const place = box(right, top);
      if (!inTheWay.some((each) => meet(place, each))) return place;
    }
  return box(area.right, y + 3);
}

/** Writes on a ground of its own: where something is in the way after all, the words can be read. */
export function write(ctx, text, box, ground) {
  const ink = ctx.fillStyle;
  ctx.fillStyle = ground;
  ctx.fillRect(box.left - GAP, box.top, box.right - box.left + 2 * GAP, box.bottom - box.top);
  ctx.fillStyle = ink;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  ctx.fillText(text, box.left, (box.top + box.bottom) / 2);
}
