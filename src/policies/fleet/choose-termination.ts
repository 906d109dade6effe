/** How an Auto Scaling group picks the instances that a scale-in takes (scaling: ). */
export type TerminationPolicy = 'Default' | 'OldestInstance' | 'NewestInstance' | 'ClosestToNextInstanceHour';

/** An instance that could be taken. */
export interface Candidate {
  readonly instance: number;
  readonly zone: number;
  readonly launchedAt: number;
  readonly isProtected: boolean;
}

const HOUR_MS = 3_600_000;

/**
 * The instance that goes next: of a zone with the most instances among those that have an unprotected one, then by the policies in
 * turn; `null`: all are protected (scaling: ). `draw` decides among equals, a number from 0 below 1.
 */
export function chooseTermination(
  instances: readonly Candidate[],
  policies: readonly TerminationPolicy[],
  now: number,
  draw: () => number,
): number | null {
  const inZone = new Map<number, number>();
  for (const { zone } of instances) inZone.set(zone, (inZone.get(zone) ?? 0) + 1);
  const open = instances.filter(({ isProtected }) => !isProtected);
  if (open.length === 0) return null;
  let left = keepHighest(open, ({ zone }) => inZone.get(zone)!);
  for (const policy of policies) left = narrow(left, policy, now);
  return left.length === 1 ? left[0]!.instance : left[Math.floor(draw() * left.length)]!.instance;
}

function narrow(left: readonly Candidate[], policy: TerminationPolicy, now: number): readonly Candidate[] {
  switch (policy) {
    case 'OldestInstance':
      return keepHighest(left, ({ launchedAt }) => -launchedAt);
    case 'NewestInstance':
      return keepHighest(left, ({ launchedAt }) => launchedAt);
    // All instances have the group's present configuration, so the next billing hour is what the default comes to.
    case 'Default':
    case 'ClosestToNextInstanceHour':
      return keepHighest(left, ({ launchedAt }) => (now - launchedAt) % HOUR_MS);
  }
}

function keepHighest(
  left: readonly Candidate[],
  keyOf: (candidate: Candidate) => number,
): readonly Candidate[] {
  const highest = Math.max(...left.map(keyOf));
  return left.filter((candidate) => keyOf(candidate) === highest);
}
