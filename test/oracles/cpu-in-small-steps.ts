/**
 * CPU of one instance handed out in small steps: at each step everybody who still wants some gets a little in ratio of
 * shares, until nothing is left or nobody wants more. All amounts in vCPU. Slow, and as exact as the steps are small.
 */
export function cpuInSmallSteps(
  tasks: readonly { readonly demand: number; readonly shares: number; readonly cap: number }[],
  cores: number,
  steps: number,
): number[] {
  const got = tasks.map(() => 0);
  let left = cores;
  for (;;) {
    const hungry = tasks.flatMap(({ demand, cap }, i) => (got[i]! < Math.min(demand, cap) ? [i] : []));
    const allShares = hungry.reduce((all, i) => all + tasks[i]!.shares, 0);
    const step = Math.min(left, cores / steps);
    if (hungry.length === 0 || step <= 0) return got;
    for (const i of hungry) {
      const { demand, shares, cap } = tasks[i]!;
      const taken = Math.min(Math.min(demand, cap) - got[i]!, (step * shares) / allShares);
      got[i]! += taken;
      left -= taken;
    }
    if (left < cores * 1e-12) return got;
  }
}
