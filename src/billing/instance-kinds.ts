import type { InstanceEntry } from '../events/world.ts';
import { platformOf } from './rates.ts';

/** The first entry of each kind of instance: those that cost and hold the same are billed together. */
export class InstanceKinds {
  private readonly firstOfKind = new Map<string, number>();

  /** The entry that stands for all whose instances cost and hold the same. */
  of(entry: number, entries: readonly InstanceEntry[]): number {
    const facts = entries[entry]!;
    const { countedAs, hourlyPrice, spot, cluster, provider, cpu, memory, ideal, volumes } = facts;
    const held = [countedAs, hourlyPrice, spot?.onDemandPrice, cluster, provider, cpu, memory, ideal];
    const key = [
      ...held,
      platformOf(facts),
      ...volumes.map((volume) => Object.values(volume).join(' ')),
    ].join('\n');
    const known = this.firstOfKind.get(key);
    if (known === undefined) this.firstOfKind.set(key, entry);
    return known ?? entry;
  }
}
