/** CPU credits of a burstable instance, second by second, as the EC2 user guide tells it. Credits are vCPU-minutes. */
export function creditsByTheSecond(
  rules: {
    readonly unlimited: boolean;
    readonly earnedPerSecond: number;
    readonly limit: number;
    readonly launchCredits: number;
  },
  usedVcpuBySecond: readonly number[],
): { readonly balance: number; readonly owed: number; readonly charged: number } {
  let launch = rules.launchCredits;
  let earned = 0;
  let owed = 0;
  let charged = 0;
  for (const vcpu of usedVcpuBySecond) {
    let spent = vcpu / 60;
    const fromLaunch = Math.min(launch, spent);
    launch -= fromLaunch;
    spent -= fromLaunch;
    // What is earned in a second first pays for what is spent in it, then for what is owed, and the rest is kept.
    let left = rules.earnedPerSecond - spent;
    if (left < 0) {
      const fromEarned = Math.min(earned, -left);
      earned -= fromEarned;
      if (rules.unlimited) owed += -left - fromEarned;
    } else {
      const paidBack = Math.min(owed, left);
      owed -= paidBack;
      left -= paidBack;
      earned = Math.min(rules.limit, earned + left);
    }
    if (owed > rules.limit) {
      charged += owed - rules.limit;
      owed = rules.limit;
    }
  }
  return { balance: earned + launch, owed, charged };
}
