import type { Fleet } from '../model/fleet.ts';

/** The attributes that some placement looks at, and their values, as numbers. */
export class AttributeValues {
  private readonly names: string[] = [];
  private readonly values: string[][] = [];

  /** Column of an attribute in the fleet's table; -1 for the instance itself (`instanceId`, `host`). */
  column(fleet: Fleet, field: string): number {
    if (field === 'instanceId' || field === 'host' || field === '') return -1;
    const known = this.names.indexOf(field);
    if (known >= 0) return known;
    this.values.push([]);
    fleet.addAttribute();
    return this.names.push(field) - 1;
  }

  /** Number of a value of a column. */
  value(column: number, text: string): number {
    const values = this.values[column]!;
    const known = values.indexOf(text);
    return known >= 0 ? known : values.push(text) - 1;
  }

  /** Writes the values that an instance carries into the fleet's columns. */
  assign(fleet: Fleet, instance: number, attributes: Readonly<Record<string, string>>, zone: string): void {
    for (const [column, name] of this.names.entries()) {
      const text = name === 'ecs.availability-zone' ? zone : attributes[name];
      fleet.attributes[column]![instance] = text === undefined ? -1 : this.value(column, text);
    }
  }

  snapshot(): readonly (readonly string[])[] {
    return this.values.map((texts) => [...texts]);
  }

  /** The columns are those of the scenario; only their values come back. */
  restore(state: readonly (readonly string[])[]): void {
    for (const [column, texts] of state.entries()) this.values[column] = [...texts];
  }
}
