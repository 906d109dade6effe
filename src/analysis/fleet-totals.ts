import type { Fleet } from '../model/fleet.ts';

/** What ACTIVE container instances have registered and what is reserved of it; an ideal fleet's entry counts as one instance. */
export class FleetTotals {
  private readonly registered: number[] = [0, 0, 0];
  private readonly reserved: number[] = [0, 0, 0];
  active = 0;
  private readonly idealEntries = new Set<number>();

  clear(): void {
    this.active = 0;
    this.registered.fill(0);
    this.reserved.fill(0);
    this.idealEntries.clear();
  }

  add(fleet: Fleet, instance: number, isIdeal: boolean): void {
    this.active++;
    const cpu = fleet.cpuTotal[instance]!;
    const memory = fleet.memoryTotal[instance]!;
    const gpu = fleet.gpuTotal[instance]!;
    const { registered, reserved } = this;
    reserved[0]! += cpu - fleet.cpuFree[instance]!;
    reserved[1]! += memory - fleet.memoryFree[instance]!;
    reserved[2]! += gpu - fleet.gpuFree[instance]!;
    if (isIdeal) {
      const entry = fleet.entry[instance]!;
      if (this.idealEntries.has(entry)) return;
      this.idealEntries.add(entry);
    }
    registered[0]! += cpu;
    registered[1]! += memory;
    registered[2]! += gpu;
  }

  /** The largest of the reserved shares; -1: there is no instance. */
  share(): number {
    let largest = -1;
    for (const [i, registered] of this.registered.entries())
      if (registered > 0) largest = Math.max(largest, this.reserved[i]! / registered);
    return largest;
  }
}
