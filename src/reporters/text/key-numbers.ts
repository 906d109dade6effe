import type { StreamedOutcome, UtilizationSummary } from '../../experiment/outcome.ts';
import { cleanText, unbroken } from './layout.ts';
import {
  countOf,
  formatAmount,
  formatCount,
  formatSeconds,
  formatShare,
  formatUnitUsd,
  formatUsd,
} from './numbers.ts';

/** A label and what it comes to; a text without a label continues the one above. */
export type KeyNumber = readonly [label: string, text: string];

/** The handful of numbers that matter; what a run has nothing of is left out. */
export function keyNumbers(outcome: StreamedOutcome): KeyNumber[] {
  return [
    ...cost(outcome),
    ...tasks(outcome),
    ...waits(outcome),
    ...refusals(outcome),
    ...providers(outcome),
    ...instances(outcome),
    ...howFull(outcome),
    ...roundedUp(outcome),
  ];
}

function cost({ cost: money, simulation }: StreamedOutcome): KeyNumber[] {
  const { total, billed, monthly, onDemandEquivalent, unusedCommitment } = money;
  const measuredSeconds = simulation.durationSeconds - simulation.warmUpSeconds;
  const parts = [
    formatUsd(total),
    measuredSeconds > 0
      ? `${formatUsd(monthly)} a month (extrapolated from ${formatSeconds(measuredSeconds)})`
      : 'nothing was measured, so there is no monthly figure',
    ...(onDemandEquivalent > total ? [`${formatUsd(onDemandEquivalent)} at On-Demand prices`] : []),
    ...(billed === total ? [] : [`${formatUsd(billed)} on the invoice`]),
    ...(unusedCommitment > 0 ? [`${formatUsd(unusedCommitment)} of commitment unused`] : []),
  ];
  return [['Cost', parts.join('; ')], ...instanceMoney(money), ...unitMoney(money)];
}

/** What is not to be had of a free run. */
function unitMoney({ total, unitCosts: of }: StreamedOutcome['cost']): KeyNumber[] {
  if (!(total > 0)) return [];
  const part = (amount: number | null, unit: string) =>
    amount === null ? [] : [`${formatUnitUsd(amount)} ${unit}`];
  const parts = [
    ...part(of.perTask, 'a task'),
    ...part(of.perThousandRequests, 'per 1,000 requests'),
    ...part(of.perVcpuHourUsed, 'per vCPU-hour used'),
  ];
  return parts.length === 0 ? [] : [['', parts.join('; ')]];
}

function instanceMoney({ instances: paid }: StreamedOutcome['cost']): KeyNumber[] {
  const total = paid.useful + paid.idle + paid.booting + paid.draining + paid.warmPool;
  if (!(total > 0)) return [];
  const share = (name: string, amount: number) =>
    `${name} ${formatUsd(amount)} (${formatShare(amount / total)})`;
  const parts = [
    share('useful', paid.useful),
    share('idle', paid.idle),
    ...(paid.booting > 0 ? [share('booting', paid.booting)] : []),
    ...(paid.draining > 0 ? [share('draining', paid.draining)] : []),
    ...(paid.warmPool > 0 ? [share('warm pool', paid.warmPool)] : []),
  ];
  return [['', `of ${formatUsd(total)} for instances: ${listed(parts)}`]];
}

function tasks({ tasks: counted, simulation }: StreamedOutcome): KeyNumber[] {
  if (counted.requested === 0 && simulation.warmUpSeconds > 0)
    return [['Tasks', 'none was requested after the warm-up']];
  const {
    requested,
    started,
    succeeded,
    failed,
    interrupted,
    userInitiated,
    serviceSchedulerInitiated,
    failedHealthChecks,
    gaveUp,
    runningAtEnd,
    pendingAtEnd,
  } = counted;
  const parts = [
    `${formatCount(requested)} requested`,
    `${formatCount(started)} started`,
    `${formatCount(succeeded)} succeeded`,
    `${formatCount(failed)} failed`,
    ...(interrupted > 0 ? [`${formatCount(interrupted)} interrupted`] : []),
    ...(userInitiated > 0 ? [`${formatCount(userInitiated)} stopped on request`] : []),
    ...(serviceSchedulerInitiated > 0
      ? [
          `${formatCount(serviceSchedulerInitiated)} stopped by their service${
            failedHealthChecks > 0 ? ` (${formatCount(failedHealthChecks)} failed health checks)` : ''
          }`,
        ]
      : []),
    `${formatCount(gaveUp)} gave up`,
  ];
  const oldest =
    pendingAtEnd.count > 0 ? `, the oldest for ${formatSeconds(pendingAtEnd.oldestSeconds)}` : '';
  return [
    ['Tasks', listed(parts)],
    [
      '',
      `of them at the end ${formatCount(runningAtEnd)} running, ${formatCount(pendingAtEnd.count)} pending${oldest}`,
    ],
  ];
}

function waits({ tasks: { started, requested, wait }, simulation }: StreamedOutcome): KeyNumber[] {
  if (requested === 0 && simulation.warmUpSeconds > 0) return [];
  if (started === 0) return [['Waits', 'no task started']];
  const parts = (['mean', 'p50', 'p95', 'p99', 'max'] as const).map(
    (name) => `${name} ${formatSeconds(wait[name])}`,
  );
  return [['Waits', listed(parts)]];
}

function refusals({ tasks: { placementFailures } }: StreamedOutcome): KeyNumber[] {
  const reasons = Object.entries(placementFailures);
  if (reasons.length === 0) return [];
  const total = countOf(
    reasons.reduce((sum, [, count]) => sum + count, 0),
    'task',
  );
  const [[only = ''] = []] = reasons;
  const parts = reasons.map(([reason, count]) => `${formatCount(count)} ${cleanText(reason)}`);
  return [
    [
      'Refused',
      `${total} at the first request: ${reasons.length === 1 ? cleanText(only) : parts.join(', ')}`,
    ],
  ];
}

/** So many capacity providers are named; the rest is summed up. */
const MOST_PROVIDERS = 4;

/** How a strategy split the tasks; a single provider has them all. */
function providers({ capacityProviders }: StreamedOutcome): KeyNumber[] {
  const used = Object.entries(capacityProviders).filter(([, { tasks: count }]) => count > 0);
  if (used.length < 2) return [];
  const named = used
    .slice(0, MOST_PROVIDERS)
    .map(([name, { tasks: count }]) => `${cleanText(name)} ${countOf(count, 'task')}`);
  const others = used.slice(MOST_PROVIDERS);
  if (others.length > 0) {
    const rest = others.reduce((sum, [, { tasks: count }]) => sum + count, 0);
    named.push(`${countOf(others.length, 'other')} ${countOf(rest, 'task')}`);
  }
  return [['Providers', listed(named)]];
}

/** So many instance types are named; the rest is summed up. */
const MOST_TYPES = 4;

function instances({
  instances: { running, hours, launched, terminated, byType },
}: StreamedOutcome): KeyNumber[] {
  if (running.max === 0) return [];
  const figures = `peak ${formatCount(running.max)}, mean ${formatAmount(running.mean)}, ${formatAmount(hours)} hours`;
  const changes = `${formatCount(launched)} launched, ${formatCount(terminated)} terminated`;
  const types = Object.entries(byType).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const named = types
    .slice(0, MOST_TYPES)
    .map(([type, ofType]) => `${cleanText(type)} ${formatAmount(ofType)} h`);
  const others = types.slice(MOST_TYPES);
  if (others.length > 0) {
    const rest = others.reduce((sum, [, ofType]) => sum + ofType, 0);
    named.push(
      `${formatCount(others.length)} other${others.length === 1 ? '' : 's'} ${formatAmount(rest)} h`,
    );
  }
  return [
    ['Instances', `${figures}; ${changes}`],
    ...(named.length > 0 ? [['', listed(named)] as const] : []),
  ];
}

function howFull({ utilization: { cpu, memory } }: StreamedOutcome): KeyNumber[] {
  const lines: KeyNumber[] = [];
  if (cpu.registered > 0 || memory.registered > 0)
    lines.push(['How full', `${fullness('CPU', cpu, 'vCPU')}; ${fullness('memory', memory, 'GiB')}`]);
  const fargateCpu = onFargate(cpu);
  const fargateMemory = onFargate(memory);
  if (fargateCpu > 0 || fargateMemory > 0)
    lines.push([
      'On Fargate',
      `${formatAmount(fargateCpu)} vCPU and ${formatAmount(fargateMemory)} GiB on average`,
    ]);
  return lines;
}

function fullness(
  name: string,
  { registered, reservedFraction, usedFraction }: UtilizationSummary,
  unit: string,
): string {
  const reserved = `${name} ${formatShare(reservedFraction)} reserved`;
  const used =
    formatShare(usedFraction) === formatShare(reservedFraction)
      ? ''
      : ` and ${formatShare(usedFraction)} used`;
  return `${reserved}${used} of ${formatAmount(registered)} ${unit}`;
}

/** What is reserved beside the instances: differences below a billionth are binary dust. */
function onFargate({ registered, reserved, reservedFraction }: UtilizationSummary): number {
  const difference = reserved - reservedFraction * registered;
  return difference > 1e-6 * Math.max(1, reserved) ? difference : 0;
}

function listed(parts: readonly string[]): string {
  return parts.map(unbroken).join(', ');
}

function roundedUp({ tasks: { roundedUp: rounded } }: StreamedOutcome): KeyNumber[] {
  if (rounded.tasks === 0) return [];
  const { tasks: count, vcpu, memoryGib } = rounded;
  return [
    [
      'Rounded up',
      `${countOf(count, 'task')} to Fargate's sizes: ${formatAmount(vcpu)} vCPU and ${formatAmount(memoryGib)} GiB more in all`,
    ],
  ];
}
