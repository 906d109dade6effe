import type { DecisionExplanation } from '../../../experiment/explain/scaling/alarm-explanation.ts';
import type { PolicyExplanation } from '../../../experiment/explain/scaling/scaling-explanation.ts';
import { cleanText } from '../layout.ts';
import { formatAmount, formatCount } from '../numbers.ts';
import type { ScaledWords } from './wording.ts';

/** A policy that alarms call. */
export type PolicyRule = Exclude<PolicyExplanation, { readonly kind: 'predictive' }>;

/** How the capacity was worked out: `6 running x 80 / 60 = 8`. */
export function sumOf(decision: DecisionExplanation, rule: PolicyRule, { running }: ScaledWords): string {
  const { base, baseIs, computed, value, threshold, proposals } = decision;
  if (base === null || computed === null) return '';
  const from = BASES[baseIs](formatCount(base), running);
  if (rule.kind === 'step') return stepSum(decision, rule, from);
  if (proposals.length === 0) {
    if (base === 0 && computed === 1) return 'from no tasks at all it begins with 1';
    return trackingSum(from, base, value, threshold, computed);
  }
  const greatest = proposals.find((proposal) => proposal.computed === computed) ?? proposals[0]!;
  const sum = trackingSum(from, base, greatest.value, greatest.targetValue, computed);
  return proposals.length === 1
    ? sum
    : `${sum}, which is the most that a policy asks for (${cleanText(greatest.policyName)})`;
}

const BASES: Readonly<Record<DecisionExplanation['baseIs'], (base: string, running: string) => string>> = {
  running: (base, running) => `${base} ${running}`,
  beforeScaleOut: (base) => `${base} before the last scale-out`,
  minimum: (base) => `its minimum ${base}`,
  maximum: (base) => `its maximum ${base}`,
};

function stepSum(
  { computed, step }: DecisionExplanation,
  rule: Extract<PolicyRule, { kind: 'step' }>,
  from: string,
): string {
  const { adjustment = 0 } = step === null ? {} : rule.steps[step]!;
  const result = formatCount(computed ?? 0);
  if (rule.adjustmentType === 'ExactCapacity') return `its step asks for ${result}`;
  const least =
    rule.adjustmentType === 'PercentChangeInCapacity' && rule.minAdjustmentMagnitude > 1
      ? `, at least ${formatCount(rule.minAdjustmentMagnitude)},`
      : '';
  const unit = rule.adjustmentType === 'PercentChangeInCapacity' ? ' %' : '';
  const sign = adjustment < 0 ? '-' : '+';
  return `${from} ${sign} ${formatAmount(Math.abs(adjustment))}${unit}${least} = ${result}`;
}

/** How target tracking works a capacity out, in proportion and rounded up (scaling: ): `6 running x 80 / 60 = 8`. */
function trackingSum(
  from: string,
  base: number,
  value: number | null,
  target: number,
  computed: number,
): string {
  if (value === null) return `${from} make ${formatCount(computed)}`;
  return `${from} x ${formatAmount(value)} / ${formatAmount(target)} = ${rounded((base * value) / target, computed)}`;
}

function rounded(exact: number, computed: number): string {
  const shown = formatAmount(exact);
  if (shown === formatCount(computed)) return shown;
  const isWhole = shown === formatCount(computed - 1);
  return `${isWhole ? 'just above ' : ''}${shown}, rounded up ${formatCount(computed)}`;
}
