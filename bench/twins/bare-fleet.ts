const ZONES = 3;
/** Units that an instance has. */
export const INSTANCE_UNITS = 16;

/** Where the bare loop puts a task of so many units: its instance, or -1 when nobody has room. */
export interface BareFleet {
  place(units: number): number;
  release(instance: number, units: number): void;
}

/**
 * Spread over three zones, then binpack, ties to the lowest instance. Each zone keeps the instances with r free units as a
 * bitset under a summary, and which r occur as one word: a placement looks at a handful of words, whatever the fleet's size.
 */
export class ClassFleet implements BareFleet {
  private readonly room: Uint8Array;
  private readonly words: Int32Array;
  private readonly summaries: Int32Array;
  private readonly wordsInSet: number;
  private readonly summariesInSet: number;
  private readonly occupied = new Int32Array(ZONES);
  private readonly membersOf = new Int32Array(ZONES * (INSTANCE_UNITS + 1));
  private readonly tasksInZone = new Int32Array(ZONES);

  constructor(instances: number) {
    this.room = new Uint8Array(instances).fill(INSTANCE_UNITS);
    this.wordsInSet = (Math.ceil(instances / ZONES) >> 5) + 1;
    this.summariesInSet = (this.wordsInSet >> 5) + 1;
    this.words = new Int32Array(this.membersOf.length * this.wordsInSet);
    this.summaries = new Int32Array(this.membersOf.length * this.summariesInSet);
    for (let instance = 0; instance < instances; instance++) this.enter(instance, INSTANCE_UNITS);
  }

  place(units: number): number {
    let zone = -1;
    for (let z = 0; z < ZONES; z++)
      if (this.occupied[z]! >> units !== 0 && (zone < 0 || this.tasksInZone[z]! < this.tasksInZone[zone]!))
        zone = z;
    if (zone < 0) return -1;
    const room = lowestBit((this.occupied[zone]! >> units) << units);
    const instance = this.firstOf(zone * (INSTANCE_UNITS + 1) + room) * ZONES + zone;
    this.tasksInZone[zone]!++;
    this.move(instance, room - units);
    return instance;
  }

  release(instance: number, units: number): void {
    this.tasksInZone[instance % ZONES]!--;
    this.move(instance, this.room[instance]! + units);
  }

  private firstOf(set: number): number {
    let s = set * this.summariesInSet;
    while (this.summaries[s] === 0) s++;
    const word = (s - set * this.summariesInSet) * 32 + lowestBit(this.summaries[s]!);
    return word * 32 + lowestBit(this.words[set * this.wordsInSet + word]!);
  }

  private move(instance: number, room: number): void {
    this.leave(instance, this.room[instance]!);
    this.room[instance] = room;
    this.enter(instance, room);
  }

  private enter(instance: number, room: number): void {
    const zone = instance % ZONES;
    const position = (instance / ZONES) | 0;
    const set = zone * (INSTANCE_UNITS + 1) + room;
    const word = position >> 5;
    this.words[set * this.wordsInSet + word]! |= 1 << (position & 31);
    this.summaries[set * this.summariesInSet + (word >> 5)]! |= 1 << (word & 31);
    if (this.membersOf[set]!++ === 0) this.occupied[zone]! |= 1 << room;
  }

  private leave(instance: number, room: number): void {
    const zone = instance % ZONES;
    const position = (instance / ZONES) | 0;
    const set = zone * (INSTANCE_UNITS + 1) + room;
    const word = position >> 5;
    const at = set * this.wordsInSet + word;
    this.words[at]! &= ~(1 << (position & 31));
    if (this.words[at] === 0) this.summaries[set * this.summariesInSet + (word >> 5)]! &= ~(1 << (word & 31));
    if (--this.membersOf[set]! === 0) this.occupied[zone]! &= ~(1 << room);
  }
}

/** The slow, obvious twin of the class fleet: looks at every instance. */
export class ScannedFleet implements BareFleet {
  private readonly room: number[];
  private readonly tasksInZone = [0, 0, 0];

  constructor(instances: number) {
    this.room = Array.from({ length: instances }, () => INSTANCE_UNITS);
  }

  place(units: number): number {
    const fitting = this.room
      .map((_, instance) => instance)
      .filter((instance) => this.room[instance]! >= units);
    const [best] = fitting.sort(
      (a, b) =>
        this.tasksIn(a) - this.tasksIn(b) ||
        (a % ZONES) - (b % ZONES) ||
        this.room[a]! - this.room[b]! ||
        a - b,
    );
    if (best === undefined) return -1;
    this.room[best]! -= units;
    this.tasksInZone[best % ZONES]!++;
    return best;
  }

  release(instance: number, units: number): void {
    this.room[instance]! += units;
    this.tasksInZone[instance % ZONES]!--;
  }

  private tasksIn(instance: number): number {
    return this.tasksInZone[instance % ZONES]!;
  }
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
