import type { World } from '../../events/world.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { Counter } from './counter.ts';

/** Calls of GetSecretValue: each start of a task asks for its secrets once, before its images (billing spec section 8). */
export class SecretsCounter extends Counter {
  private world!: World;
  private readonly secretsOf: readonly number[];
  /** By workload. */
  private readonly calls: number[] = [];

  /** `secretsOf`: how many secrets a task of each task definition asks for. */
  constructor(secretsOf: readonly number[]) {
    super();
    this.secretsOf = secretsOf;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override pullStarted(_at: number, task: TaskIndex): void {
    const workload = this.world.tasks.workload[task]!;
    const calls = this.secretsOf[this.world.workloads[workload]!.definition]!;
    this.calls[workload] = (this.calls[workload] ?? 0) + calls;
  }

  override take(): MeteredUsage[] {
    return [...this.calls.entries()].flatMap(([workload, calls = 0]) => {
      this.calls[workload] = 0;
      if (calls === 0) return [];
      const { cluster } = this.world.workloads[workload]!;
      return [
        {
          meter: 'secrets.request' as const,
          zone: NONE,
          cluster,
          provider: NONE,
          workload,
          quantity: BigInt(calls),
        },
      ];
    });
  }
}
