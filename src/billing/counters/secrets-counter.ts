import type { World } from '../../events/world.ts';
import { NONE, type TaskIndex } from '../../model/task-table.ts';
import type { MeteredUsage } from '../meters/metered-lines.ts';
import { usageOf } from '../network/part-usage.ts';
import { Counter } from './counter.ts';

/** Calls of GetSecretValue: each start of a task asks for its secrets once, before its images, and each that a customer's key encrypts asks KMS (billing spec section 8). */
export class SecretsCounter extends Counter {
  private world!: World;
  private readonly secretsOf: readonly number[];
  private readonly encryptedOf: readonly number[];
  /** Tasks that have asked, by workload. */
  private readonly starts: number[] = [];

  /** `secretsOf`: how many secrets a task of each task definition asks for; `encryptedOf`: for how many of them KMS is asked. */
  constructor(secretsOf: readonly number[], encryptedOf: readonly number[]) {
    super();
    this.secretsOf = secretsOf;
    this.encryptedOf = encryptedOf;
  }

  override begin(world: World): void {
    this.world = world;
  }

  override pullStarted(_at: number, task: TaskIndex): void {
    const workload = this.world.tasks.workload[task]!;
    this.starts[workload] = (this.starts[workload] ?? 0) + 1;
  }

  override take(): MeteredUsage[] {
    const { world, secretsOf, encryptedOf } = this;
    return [...this.starts.entries()].flatMap(([workload, starts = 0]) => {
      this.starts[workload] = 0;
      const { definition } = world.workloads[workload]!;
      return [
        usageOf(world, 'secrets.request', NONE, workload, BigInt(starts * secretsOf[definition]!)),
        usageOf(world, 'kms.request', NONE, workload, BigInt(starts * encryptedOf[definition]!)),
      ].filter(({ quantity }) => quantity > 0n);
    });
  }
}
