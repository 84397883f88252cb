// Draws the marks of alerts on the lines of their cities, and leads from a mark to its case.
import { color } from './theme.js';
import { casePath, go } from './router.js';

const SIZE = 6;
const NEAR = 10;

/** The height of a line at that time, between the points around it. */
function heightAt(points, time) {
  const after = points.findIndex((point) => point.x >= time);
  const [a, b] = [points[after - 1], points[after]];
  if (!a || !b) return (b ?? points.at(-1))?.y;
  return a.y + ((b.y - a.y) * (time - a.x)) / (b.x - a.x || 1);
}

/** A plugin of Chart.js for a chart whose lines are called like cities. */
export function alertMarks(marks) {
  let places = [];
  let aimedAt; // The mark that the pointer was on when it last moved: marks move on by themselves.
  const nearest = ({ x, y }) => {
    const near = places.map((place) => [Math.hypot(place.x - x, place.y - y), place]).filter(([distance]) => distance <= NEAR);
    return near.sort((a, b) => a[0] - b[0])[0]?.[1];
  };
  return {
    id: 'alertMarks',
    afterDatasetsDraw({ ctx, data, scales }) {
      places = [];
      for (const line of data.datasets)
        for (const row of marks.of(line.label, scales.x.min, scales.x.max)) {
          const y = heightAt(line.data, row.at);
          if (Number.isFinite(y)) places.push({ x: scales.x.getPixelForValue(row.at), y: scales.y.getPixelForValue(y), row });
        }
      ctx.save();
      ctx.fillStyle = color('--danger');
      ctx.strokeStyle = color('--surface');
      for (const { x, y } of places) {
        ctx.beginPath();
        ctx.moveTo(x, y - SIZE);
        ctx.lineTo(x + SIZE, y + SIZE - 1);
        ctx.lineTo(x - SIZE, y + SIZE - 1);
        ctx.closePath();
        ctx.fill();
        ctx.stroke();
      }
      ctx.restore();
    },
    afterEvent(chart, { event }) {
      if (event.type === 'mousemove') chart.canvas.classList.toggle('leads', Boolean((aimedAt = nearest(event))));
      if (event.type === 'click') {
        const place = aimedAt ?? nearest(event);
        // Not at once: the chart has more to do about the click, and goes with the view.
        if (place) setTimeout(() => go(casePath(place.row.episode)));
      }
    },
    places: () => places,
  };
}
