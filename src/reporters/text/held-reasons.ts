/** Why a policy that was called left the desired count as it was, in few words. */
export const HELD_REASONS: Readonly<Record<string, string>> = {
  suspended: 'suspended',
  deployment: 'deployment in progress',
  cooldown: 'cooldown',
  alreadyAtMaximum: 'at its maximum',
  alreadyAtMinimum: 'at its minimum',
  alreadyAtDesired: 'already as many as wanted',
  belowMinimum: 'below its minimum',
  aboveMaximum: 'above its maximum',
  noStep: 'no step for the value',
  notAllReady: 'another policy not low',
  noData: 'no data points',
  warmUp: 'instances warm up',
};
