import type { Findings } from '../../findings.ts';
import type { Path } from '../../reading/problem.ts';
import type { CallSpec } from '../../scenario.ts';

/**
 * Services that call each other in a circle would never answer: each circle is a problem. `calls[i]` are those of load `i`,
 * which `paths[i]` has; `names` are those of the services.
 */
export function checkCallCycles(
  calls: readonly (readonly CallSpec[])[],
  names: readonly string[],
  paths: readonly Path[],
  findings: Findings,
): void {
  const left = withoutEnds(calls);
  const seen = new Set<number>();
  for (const start of left) {
    const walk: number[] = [];
    let load = start;
    while (!seen.has(load)) {
      seen.add(load);
      walk.push(load);
      load = calls[load]!.find((call) => left.has(call.load))!.load;
    }
    const first = walk.indexOf(load);
    if (first === -1) continue;
    const circle = [...walk.slice(first), load].map((member) => names[member]!);
    findings.add(paths[load]!, 'calls that do not come back', circle.join(' -> '));
  }
}

/** The loads that are left when those that call nobody are taken away, again and again: each of them calls one of them. */
function withoutEnds(calls: readonly (readonly CallSpec[])[]): ReadonlySet<number> {
  const left = new Set(calls.keys());
  const callers = calls.map((): number[] => []);
  for (const [caller, list] of calls.entries()) for (const { load } of list) callers[load]!.push(caller);
  const open = calls.map((list) => list.length);
  const ends = [...left].filter((load) => open[load] === 0);
  for (const end of ends) {
    left.delete(end);
    for (const caller of callers[end]!) if (--open[caller]! === 0) ends.push(caller);
  }
  return left;
}
