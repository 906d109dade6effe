import { InstanceStatus } from '../../../model/instance-status.ts';
import type { Cause } from '../cause.ts';
import type { ExplainedInstance } from '../decision.ts';
import type { PlacementQuestion } from '../placement-question.ts';

/** An ACTIVE instance that is of no use as it stands. */
export interface CloseInstance {
  readonly row: number;
  readonly causes: readonly Cause[];
  /** What is short, each as a part of what the instance registered, added up; Infinity with a cause that no room can lift. */
  readonly shortfall: number;
}

/** ACTIVE instances, those first that have the fewest causes against them, then the least short, then registered first. */
export function byCloseness(
  question: PlacementQuestion,
  instances: readonly ExplainedInstance[],
): readonly CloseInstance[] {
  const { simulation, view } = question;
  const close: CloseInstance[] = [];
  for (const [position, { ruledOut }] of instances.entries()) {
    const row = view.members[position]!;
    if (simulation.fleet.status[row] !== InstanceStatus.ACTIVE) continue;
    close.push({ row, causes: ruledOut, shortfall: shortfallOf(question, row, ruledOut) });
  }
  return close.sort(
    (a, b) =>
      a.causes.length - b.causes.length ||
      (a.shortfall === b.shortfall ? 0 : a.shortfall - b.shortfall) ||
      a.row - b.row,
  );
}

function shortfallOf({ simulation }: PlacementQuestion, row: number, causes: readonly Cause[]): number {
  const { cpuTotal, memoryTotal, gpuTotal } = simulation.fleet;
  let sum = 0;
  for (const cause of causes) {
    if (cause.kind !== 'short') {
      sum += cause.kind === 'port' || cause.kind === 'distinctInstance' ? 1 : Number.POSITIVE_INFINITY;
      continue;
    }
    const { need, needs, left } = cause;
    const registered =
      need === 'RESOURCE:CPU'
        ? cpuTotal[row]!
        : need === 'RESOURCE:MEMORY'
          ? memoryTotal[row]!
          : need === 'RESOURCE:GPU'
            ? gpuTotal[row]!
            : needs;
    sum += (needs - left) / registered;
  }
  return sum;
}
