import { FLEET_DEFAULTS } from '../catalog/fleet-defaults.ts';
import type { Amounts, ProviderView } from '../policies/capacity/managed-scaling.ts';

/** A capacity provider as managed scaling sees it, with AWS's defaults; instances are all in use. */
export function viewOfProvider(given: Pick<ProviderView, 'instances' | 'waiting' | 'types'>): ProviderView {
  return {
    ...given,
    inUse: given.instances,
    minimumStep: 1,
    maximumStep: 10_000,
    packing: FLEET_DEFAULTS['managedScaling.packing'],
  };
}

/** An instance type or a task of which only some resources matter. */
export function amountsOf(some: Partial<Amounts>, rest: number): Amounts {
  return { cpu: rest, memory: rest, gpu: rest, enis: rest, ...some };
}
