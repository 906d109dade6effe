/** The Availability Zones that a region stands for when a scenario names none: its first three by letter. */
export function zonesOf(region: string): readonly string[] {
  return ['a', 'b', 'c'].map((letter) => region + letter);
}
