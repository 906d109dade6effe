/**
 * CPU credits of a burstable instance (billing:E6; EC2 user guide, burstable performance instances). A credit is a minute
 * of one vCPU at 100 %. The instance earns what its baseline uses; what it does not use is kept, up to a limit. Without
 * credits a standard instance is held to its baseline, an unlimited one goes on and owes surplus credits, which it pays
 * back by what it earns later; beyond a day's earnings they are charged.
 *
 * Not modelled: AWS lowers the last quarter of an hour before the baseline step by step; it grants launch credits 100
 * times a day and account.
 */

/** What an instance's type and mode say. */
export interface CreditRules {
  readonly mode: 'standard' | 'unlimited';
  /** All its vCPUs together, as vCPU: 0.2 of a t3.micro. */
  readonly baselineVcpu: number;
  /** Earned credits that it can keep, and surplus credits that it can owe without being charged: those of 24 hours. */
  readonly mostCredits: number;
  /** Given at the start, spent first, not counted towards the limit; only T2 in standard mode has any. */
  readonly launchCredits: number;
}

/** In credits. */
export interface CreditState {
  readonly earned: number;
  readonly launch: number;
  /** Spent beyond what was earned, and not charged so far. */
  readonly surplus: number;
  /** Surplus credits that have been charged, since the start. */
  readonly charged: number;
}

/** Of an instance that starts. */
export function startCredits({ launchCredits }: CreditRules): CreditState {
  return { earned: 0, launch: launchCredits, surplus: 0, charged: 0 };
}

/** The credits after `durationMs` in which the instance used `usedVcpu` all the time: closed, however long it is. */
export function advanceCredits(
  state: CreditState,
  usedVcpu: number,
  durationMs: number,
  { mode, baselineVcpu, mostCredits }: CreditRules,
): CreditState {
  const minutes = durationMs / MINUTE_MS;
  const onLaunch = launchMinutes(state, usedVcpu, minutes);
  const launch = Math.max(0, state.launch - usedVcpu * onLaunch);
  // While launch credits last, all that is earned is kept.
  const before = Math.min(mostCredits, state.earned + baselineVcpu * onLaunch);
  const balance = before - state.surplus + netVcpu(baselineVcpu, usedVcpu) * (minutes - onLaunch);
  if (balance >= 0 || mode === 'standard')
    return {
      earned: Math.min(mostCredits, Math.max(0, balance)),
      launch,
      surplus: 0,
      charged: state.charged,
    };
  const surplus = Math.min(mostCredits, -balance);
  return { earned: 0, launch, surplus, charged: state.charged - balance - surplus };
}

/** vCPUs that the instance can use: all of `vcpu`, but in standard mode without credits only its baseline. */
export function usableVcpu(
  { earned, launch }: CreditState,
  vcpu: number,
  { mode, baselineVcpu }: CreditRules,
): number {
  return mode === 'unlimited' || earned + launch > ROUNDING_CREDITS ? vcpu : Math.min(vcpu, baselineVcpu);
}

/**
 * Whole milliseconds, rounded up, after which an instance that goes on using `usedVcpu` is out of credits and held to its
 * baseline; Infinity when that does not come, or has come.
 */
export function untilEmptyMs(
  state: CreditState,
  usedVcpu: number,
  { mode, baselineVcpu, mostCredits }: CreditRules,
): number {
  const { earned, launch } = state;
  const spentVcpu = -netVcpu(baselineVcpu, usedVcpu);
  if (mode === 'unlimited' || spentVcpu <= 0 || earned + launch <= ROUNDING_CREDITS)
    return Number.POSITIVE_INFINITY;
  const onLaunch = launchMinutes(state, usedVcpu, Number.POSITIVE_INFINITY);
  const minutes = onLaunch + Math.min(mostCredits, earned + baselineVcpu * onLaunch) / spentVcpu;
  return Math.ceil(minutes * MINUTE_MS - ROUNDING_MS);
}

/** Surplus credits to be paid for in all when the instance ends now (billing:E6): those charged, and those that it owes. */
export function surplusCredits({ charged, surplus }: CreditState): number {
  return charged + surplus;
}

/** Of so many minutes those that launch credits pay for. */
function launchMinutes({ launch }: CreditState, usedVcpu: number, minutes: number): number {
  if (launch === 0) return 0;
  return usedVcpu * minutes <= launch ? minutes : launch / usedVcpu;
}

/** vCPU earned less vCPU used. A use that is its baseline but for rounding neither earns nor spends. */
function netVcpu(baselineVcpu: number, usedVcpu: number): number {
  const net = baselineVcpu - usedVcpu;
  return Math.abs(net) < ROUNDING_VCPU ? 0 : net;
}

const MINUTE_MS = 60_000;
const ROUNDING_VCPU = 1e-9;
const ROUNDING_MS = 1e-6;
/** More than 8 vCPUs use in the milliseconds that are rounded away, far less than any vCPU earns in one. */
const ROUNDING_CREDITS = 1e-9;
