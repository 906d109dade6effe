import type { Adapter } from '../adapter.ts';
import { burstable } from './burstable.ts';
import { capacityReservation } from './capacity-reservation.ts';
import { cloudwatch } from './cloudwatch.ts';
import { ebs } from './ebs.ts';
import { ec2 } from './ec2.ts';
import { ec2Duration } from './ec2-duration.ts';
import { ecsAnywhere } from './ecs-anywhere.ts';
import { fargate } from './fargate.ts';
import { fargateDuration } from './fargate-duration.ts';
import { loadBalancer } from './load-balancer.ts';
import { managedInstances } from './managed-instances.ts';
import { natGateway } from './nat-gateway.ts';
import { reservedInstanceHour } from './reserved-instance-hour.ts';
import { reservedInstancePayment } from './reserved-instance-payment.ts';
import { savingsPlanHour } from './savings-plan-hour.ts';
import { savingsPlanPayment } from './savings-plan-payment.ts';
import { tiers } from './tiers.ts';
import { wholeBill } from './whole-bill.ts';

/** What AWS charges, area by area. */
export const billingAdapters = {
  fargate,
  'fargate-duration': fargateDuration,
  ec2,
  'ec2-duration': ec2Duration,
  burstable,
  ebs,
  'load-balancer': loadBalancer,
  'nat-gateway': natGateway,
  tiers,
  cloudwatch,
  'capacity-reservation': capacityReservation,
  'ecs-anywhere': ecsAnywhere,
  'managed-instances': managedInstances,
  'whole-bill': wholeBill,
  'reserved-instance-hour': reservedInstanceHour,
  'reserved-instance-payment': reservedInstancePayment,
  'savings-plan-hour': savingsPlanHour,
  'savings-plan-payment': savingsPlanPayment,
} satisfies Record<string, Adapter>;
