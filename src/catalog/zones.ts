/** The Availability Zones that a region stands for when a scenario names none: its first three by letter. */
export function zonesOf(region: string): readonly string[] {
  return ['a', 'b', 'c'].map((letter) => region + letter);
}

/** Whether a name is that of one of a region's Availability Zones. */
export function isZoneOf(region: string, zone: string): boolean {
  return zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length));
}
