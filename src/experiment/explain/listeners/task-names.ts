import type { TaskIndex } from '../../../model/task-table.ts';
import { nearestName } from '../../../scenario/reading/problem.ts';
import type { Simulation } from '../../../simulation/simulation.ts';

/** The tasks that a run had, as far as somebody needs to know who asked for another one. */
export class TaskNames {
  private readonly wanted: string;
  /** By family, how many there were and the last id; ids that a trace gives by their workload. */
  private readonly families = new Map<string, { count: number; last: string; readonly first: string }>();
  private nearest: string | null = null;

  constructor(wanted: string) {
    this.wanted = wanted;
  }

  add({ tasks, workloadStates, stems }: Simulation, task: TaskIndex, id: string): void {
    const workload = workloadStates[tasks.workload[task]!]!;
    const hasOwnName = tasks.names.has(task);
    const family = hasOwnName ? workload.spec.name : stems[workload.stem]!.name;
    const known = this.families.get(family);
    if (known === undefined) this.families.set(family, { count: 1, first: id, last: id });
    else {
      known.count++;
      known.last = id;
    }
    // Numbered ones are told by their range.
    if (hasOwnName)
      this.nearest = nearestName(this.wanted, this.nearest === null ? [id] : [this.nearest, id]);
  }

  /** `report-1 to report-2880 (2,880 tasks); etl-1 (1 task).` And the nearest. */
  describe(): string {
    if (this.families.size === 0) return 'it had none.';
    const ranges = [...this.families.values()].map(({ count, first, last }) =>
      count === 1 ? `${first} alone` : `${first} to ${last} (${count} tasks)`,
    );
    const shown = ranges.slice(0, MOST_FAMILIES).join(', ');
    const more = ranges.length > MOST_FAMILIES ? ` and ${ranges.length - MOST_FAMILIES} more families` : '';
    const nearest = this.nearest ?? this.nearestInRange();
    return `it had ${shown}${more}.${nearest === null ? '' : ` Did you mean ${nearest}?`}`;
  }

  /** The same number of a family with nearly that name, or the last of the family. */
  private nearestInRange(): string | null {
    const parts = /^(.*)-(\d+)$/.exec(this.wanted);
    const name = nearestName(parts?.[1] ?? this.wanted, [...this.families.keys()]);
    if (name === null) return null;
    const { count, first, last } = this.families.get(name)!;
    if (parts === null || Number(parts[2]) < 1) return first;
    return Number(parts[2]) <= count ? `${name}-${Number(parts[2])}` : last;
  }
}

const MOST_FAMILIES = 10;
