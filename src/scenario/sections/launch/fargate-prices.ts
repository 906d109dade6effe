import type { FargateSpotPrices } from '../../../catalog/fargate-spot.ts';
import type { LoadContext } from '../../context.ts';
import { askedItems } from '../../operations/capacity-provider-strategy.ts';
import { isWindows } from '../../operations/os-family.ts';
import { DEFAULT_EPHEMERAL_STORAGE_GIB } from '../../operations/published-figures.ts';
import type { Path } from '../../reading/problem.ts';
import type { TaskDefinitionSpec } from '../../scenario.ts';
import type { StrategyItem } from '../capacity-provider-strategy.ts';
import { warnOfBuiltIn } from '../warn-of-built-in.ts';

type Billed = Pick<TaskDefinitionSpec, 'architecture' | 'osFamily' | 'ephemeralStorageGib'>;

/** A trace's rows run on x86 with the storage that is free. */
const TRACE: Billed = {
  architecture: null,
  osFamily: null,
  ephemeralStorageGib: DEFAULT_EPHEMERAL_STORAGE_GIB,
};

/** Nothing runs on Fargate without a price for all that is billed; one that a rule gave is said to the reader. */
export function checkFargatePrices(
  { architecture, osFamily, ephemeralStorageGib }: Billed = TRACE,
  strategy: readonly StrategyItem[],
  path: Path,
  context: LoadContext,
): void {
  const { prices, region, findings } = context;
  if (prices === null) return;
  if (prices.fargate === null) {
    findings.add(path, `a Fargate price for ${region}`, 'none', HINT);
    return;
  }
  const { ARM64, ephemeralGbHour, ephemeralDerived } = prices.fargate;
  if (architecture === 'ARM64') {
    if (ARM64 === null) findings.add(path, `a price of Fargate on ARM for ${region}`, 'none', HINT);
    else if (ARM64.derived) warnOnce(`Fargate on ARM in ${region}`, '0.80 times the price on x86', context);
  }
  if (ephemeralStorageGib > DEFAULT_EPHEMERAL_STORAGE_GIB) {
    const what = `ephemeral storage above ${DEFAULT_EPHEMERAL_STORAGE_GIB} GiB`;
    if (ephemeralGbHour === null) findings.add(path, `a price of ${what} for ${region}`, 'none', HINT);
    else if (ephemeralDerived)
      warnOnce(`${what} in ${region}`, "a month of the region's gp3 volumes / 720", context);
    warnOfBuiltIn('fargate.ephemeralGbHour', what, context);
  }
  if (isWindows(osFamily)) {
    if (prices.fargateWindows === null)
      findings.add(path, `a price of Fargate with Windows for ${region}`, 'none', HINT);
    else if (prices.fargateWindows.derived)
      warnOnce(`Fargate with Windows in ${region}`, '1.15 times the price of Linux', context);
    warnOfBuiltIn('fargate.windows.vcpuHour', 'Fargate with Windows', context);
  } else if (architecture === 'ARM64') warnOfBuiltIn('fargate.arm.vcpuHour', 'Fargate on ARM', context);
  else warnOfBuiltIn('fargate.vcpuHour', 'Fargate', context);
  if (askedItems(strategy).some(({ capacityProvider }) => capacityProvider === 'FARGATE_SPOT'))
    warnOfSpotPrice(architecture, prices.fargateSpot, context);
}

/** AWS's price list does not have it, so that how old or how sure it is must be said (billing:F8). */
function warnOfSpotPrice(
  architecture: Billed['architecture'],
  spot: FargateSpotPrices,
  context: LoadContext,
): void {
  const { region, findings } = context;
  const rate = spot[architecture ?? 'X86_64'];
  if (rate === null) return;
  const what = `Fargate Spot${architecture === 'ARM64' ? ' on ARM' : ''} in ${region}`;
  if (rate.rule !== null) warnOnce(what, rate.rule, context);
  else if (rate.asOf === null) {
    const message = `${what} is billed at a price seen on a day that is not known: it moves with time.`;
    if (findings.warnings.every((warning) => warning.message !== message))
      findings.warn('price-undated', message);
  }
}

const HINT = 'Bring it in with `ecsim prices import`.';

function warnOnce(what: string, rule: string, { findings }: LoadContext): void {
  const message = `No list price is known for ${what}: it is billed by a rule (${rule}).`;
  if (findings.warnings.every((warning) => warning.message !== message))
    findings.warn('price-derived', message);
}
