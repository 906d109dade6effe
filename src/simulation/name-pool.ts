/** Names as small numbers; a number is used again when nobody holds its name any more. */
export class NamePool {
  private readonly numbers = new Map<string, number>();
  private names: string[] = [];
  private holders: number[] = [];
  private free: number[] = [];

  /** The number of a name; held until `release`. */
  hold(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) {
      this.holders[known]!++;
      return known;
    }
    const number = this.free.pop() ?? this.names.length;
    this.names[number] = name;
    this.holders[number] = 1;
    this.numbers.set(name, number);
    return number;
  }

  release(number: number): void {
    if (--this.holders[number]! > 0) return;
    this.numbers.delete(this.names[number]!);
    this.names[number] = '';
    this.free.push(number);
  }

  name(number: number): string {
    return this.names[number]!;
  }

  snapshot(): NamePoolState {
    return { names: [...this.names], holders: [...this.holders], free: [...this.free] };
  }

  restore(state: NamePoolState): void {
    this.names = [...state.names];
    this.holders = [...state.holders];
    this.free = [...state.free];
    this.numbers.clear();
    for (const [number, name] of this.names.entries())
      if (this.holders[number]! > 0) this.numbers.set(name, number);
  }
}

export interface NamePoolState {
  readonly names: readonly string[];
  readonly holders: readonly number[];
  readonly free: readonly number[];
}
