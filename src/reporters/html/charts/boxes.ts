import type { PackedInstance, PackedTasks } from '../../../experiment/outcome-views.ts';
import { countOf } from '../../text/numbers.ts';
import { element, type Markup, plain } from '../element.ts';
import { coordinate } from './axes.ts';

/** An instance is so large a box, whatever its size. */
const BOX_WIDTH = 100;
const BOX_HEIGHT = 80;
/** More tasks than this that are alike are one box. */
const MOST_APART = 24;

/** An instance and its tasks side by side: as wide as their CPU and as high as their memory, in parts of the instance's. */
export function packingBoxes(instance: PackedInstance, colourOf: (tasks: PackedTasks) => string): Markup {
  const { vcpu, memoryGib, tasks } = instance;
  let at = 0;
  const boxes: Markup[] = [];
  for (const kind of tasks) {
    const each = partOf(kind.vcpu, vcpu) * BOX_WIDTH;
    const height = partOf(kind.memoryGib, memoryGib) * BOX_HEIGHT;
    const together = kind.count > MOST_APART ? 1 : kind.count;
    const width = (each * kind.count) / together;
    let d = '';
    for (let i = 0; i < together; i++) {
      // Tasks without CPU of their own are drawn as thin lines.
      const wide = Math.min(Math.max(width, LEAST), BOX_WIDTH - at);
      if (wide <= 0) break;
      const high = Math.max(height, LEAST);
      d += `M${coordinate(at)},${BOX_HEIGHT}v${coordinate(-high)}h${coordinate(wide)}V${BOX_HEIGHT}Z`;
      at += Math.max(width, LEAST);
    }
    if (d !== '') boxes.push(element('path', { class: `box ${colourOf(kind)}`, d }));
  }
  const count = tasks.reduce((sum, kind) => sum + kind.count, 0);
  return element(
    'svg',
    {
      role: 'img',
      'aria-label': `${plain(instance.id)}: ${countOf(count, 'task')}`,
      viewBox: `0 0 ${BOX_WIDTH} ${BOX_HEIGHT}`,
      preserveAspectRatio: 'none',
      focusable: 'false',
    },
    boxes,
  );
}

const LEAST = 1;

function partOf(amount: number, whole: number): number {
  return whole > 0 ? Math.min(1, amount / whole) : 0;
}
