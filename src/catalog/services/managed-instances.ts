import { managedInstancesFee } from '../data/service-facts.ts';

/** What ECS Managed Instances cost on top of the instance, whatever that is bought by (billing:3). */
export interface ManagedInstancesFee {
  /** Part of the On-Demand price: what AWS's own sample calculator takes; its table by type was not found. */
  readonly ofOnDemand: string;
  /** ISO date from which the families below pay only a part of the fee. */
  readonly since: string;
  /** By the letters that a family begins with. */
  readonly ofFee: Readonly<Record<string, string>>;
}

export const MANAGED_INSTANCES_FEE: ManagedInstancesFee = managedInstancesFee;
