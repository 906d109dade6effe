import { type CommitmentCost, CommitmentCurve, type PlannedHours } from './commitment-curve.ts';

/** What Savings Plans can be bought for, nano-USD an hour: at most five decimals of a USD, from a tenth of a cent (billing:S9). */
export const COMMITMENT_STEP = 10_000n;
export const LEAST_COMMITMENT = 1_000_000n;

/** A commitment that can be bought, and what it costs. */
export interface CommitmentChoice {
  /** Nano-USD an hour; 0 is none. */
  readonly commitment: bigint;
  readonly cost: CommitmentCost;
  /** What it costs more than the best one, nano-USD. */
  readonly regret: bigint;
}

/** The best hourly commitment over some hours, and what others cost. */
export interface CommitmentAdvice {
  readonly best: CommitmentChoice;
  /** No commitment at all. */
  readonly none: CommitmentChoice;
  /** From none to a quarter more than any hour uses, so that buying too much is on it; in steps of equal length, the best one among them. */
  readonly curve: readonly CommitmentChoice[];
}

/**
 * The hourly commitment that costs least over the hours of a run: exact, by sorting where the cost bends. The cost is convex,
 * so the best that can be bought stands next to the best there is; of equal ones it is the least.
 */
export function leastCostCommitment(hours: readonly PlannedHours[], curvePoints: number): CommitmentAdvice {
  const curve = new CommitmentCurve(hours);
  const { n, d } = curve.leastCost();
  const below = (n / (d * COMMITMENT_STEP)) * COMMITMENT_STEP;
  const candidates = [0n, buyable(below), buyable(below + COMMITMENT_STEP)];
  const costs = candidates.map((commitment) => ({ commitment, cost: curve.costOf(commitment) }));
  const best = costs.reduce((least, one) => (one.cost.total < least.cost.total ? one : least));
  const withRegret = (commitment: bigint): CommitmentChoice => {
    const cost = curve.costOf(commitment);
    return { commitment, cost, regret: cost.total - best.cost.total };
  };
  return {
    best: { ...best, regret: 0n },
    none: withRegret(0n),
    curve: pointsOf(curve.highest, curvePoints, best.commitment).map(withRegret),
  };
}

/** The commitment itself, or the least that can be bought. */
function buyable(commitment: bigint): bigint {
  return commitment < LEAST_COMMITMENT ? LEAST_COMMITMENT : commitment;
}

/** So many commitments from 0 to a quarter beyond `highest`, and the best. */
function pointsOf(highest: bigint, count: number, best: bigint): bigint[] {
  const last = (highest * 5n) / (4n * COMMITMENT_STEP) + 1n;
  const steps = BigInt(Math.max(1, count - 1));
  const points = new Set<bigint>([best]);
  for (let i = 0n; i <= steps; i++) {
    const point = ((last * i) / steps) * COMMITMENT_STEP;
    points.add(point === 0n ? point : buyable(point));
  }
  return [...points].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
