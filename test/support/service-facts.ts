import { decimal } from './service-prices.ts';

// biome-ignore lint/suspicious/noExplicitAny: the facts are read as they were written, by hand
type Facts = any;

/** The module with what AWS publishes beside prices: free tiers, capacity units, and discounts of commitments. */
export function serviceFacts(facts: Facts): string {
  return `import type { CommitmentFacts } from '../commitments/commitments.ts';
import type { FreeTierName } from '../services/free-tiers.ts';
import type { LoadBalancerUnits } from '../services/load-balancer-units.ts';
import type { ManagedInstancesFee } from '../services/managed-instances.ts';

export const freeTiers: Readonly<Record<FreeTierName, number>> = ${print(freeTiers(facts))};

export const loadBalancerUnits: LoadBalancerUnits = ${print(loadBalancerUnits(facts))};

export const managedInstancesFee: ManagedInstancesFee = ${print(managedInstancesFee(facts))};

export const commitments: CommitmentFacts = ${print(commitments(facts))};
`;
}

function freeTiers({ dataTransfer, cloudwatch, kms, xray, ecs, elb, ebs }: Facts): unknown {
  const { free } = cloudwatch;
  return {
    'transfer.internetOut.gb': dataTransfer.freeGbMonth,
    'cloudwatch.metricMonth': free.customMetrics,
    'cloudwatch.alarmMonth': free.alarms,
    'cloudwatch.dashboardMonth': free.dashboards,
    'cloudwatch.request': free.apiRequests,
    'logs.ingestGb': free.logsGb,
    'logs.storageGbMonth': free.logsGb,
    'kms.request': kms.free,
    'xray.traceRecorded': xray.freeRecorded,
    'xray.traceRetrieved': xray.freeRetrieved,
    'ecs.anywhere.hour': ecs.anywhereFreeHours,
    'alb.hour': elb.freeTier.albHours,
    'alb.lcuHour': elb.freeTier.lcus,
    'ebs.gp3.iopsMonth': ebs.gp3.freeIops,
    'ebs.gp3.mibpsMonth': ebs.gp3.freeMBps,
  };
}

function loadBalancerUnits({ elb }: Facts): unknown {
  const { lcu } = elb.alb;
  const { tcp, udp, tls } = elb.nlb.lcu;
  const nlb = (unit: Facts) => ({
    newConnectionsPerSecond: unit.newPerSec,
    activeConnectionsPerMinute: unit.activePerMin,
    gbPerHour: unit.gbPerHour,
  });
  return {
    alb: {
      newConnectionsPerSecond: lcu.newConnPerSec,
      activeConnectionsPerMinute: lcu.activeConnPerMin,
      activeConnectionsPerMinuteMutualTls: lcu.activeConnPerMinMutualTls,
      gbPerHour: lcu.processedGbPerHour,
      gbPerHourLambda: lcu.processedGbPerHourLambda,
      ruleEvaluationsPerSecond: lcu.ruleEvalPerSec,
      freeRules: lcu.freeRules,
    },
    nlb: { TCP: nlb(tcp), UDP: nlb(udp), TLS: nlb(tls) },
    gwlb: nlb(elb.gwlb.lcu),
  };
}

function managedInstancesFee({ ecs }: Facts): unknown {
  const { feeRatioOfOnDemand, 'gpuAdjustSince2026-07-01': adjusted } = ecs.managedInstances;
  return {
    ofOnDemand: decimal(feeRatioOfOnDemand),
    since: '2026-07-01',
    ofFee: Object.fromEntries(
      Object.entries<number>(adjusted).map(([family, ratio]) => [family, decimal(ratio)]),
    ),
  };
}

const PAYMENTS = ['NoUpfront', 'PartialUpfront', 'AllUpfront'];

function commitments({ savingsPlans, reservedInstances: ri }: Facts): unknown {
  const { typicalDiscount, examplesUsEast1 } = savingsPlans;
  const typical = (plan: Facts) =>
    Object.fromEntries(
      ['1y', '3y'].map((term) => [
        term,
        Object.fromEntries(PAYMENTS.map((payment, i) => [payment, decimal(plan[term][i])])),
      ]),
    );
  const flexNot: string[] = ri.sizeFlexNot;
  return {
    asOf: { savingsPlans: '2026-09-28', reserved: ri.asOf },
    typicalDiscount: {
      EC2Instance: typical(typicalDiscount.ec2Instance),
      Compute: typical(typicalDiscount.compute),
    },
    rates: Object.entries<Facts>(examplesUsEast1).flatMap(([type, rates]) => ratesOf(type, rates)),
    reservedDiscountByFamily: mapValues(ri.standard1yAllUpfrontDiscountByFamily),
    normalizationFactors: ri.normalization,
    notSizeFlexibleFamilies: flexNot.filter((name) => /^[a-z]+\d/.test(name)),
  };
}

/** `computeSp1yNoUp: 0.12899` of c7i.xlarge in us-east-1. */
function ratesOf(type: string, rates: Readonly<Record<string, number>>): unknown[] {
  return Object.entries(rates).flatMap(([key, rate]) => {
    const [, plan, term, payment] = /^(compute|ec2)Sp(\dy)(No|All)Up$/.exec(key) ?? [];
    if (plan === undefined) return [];
    const planType = plan === 'ec2' ? 'EC2Instance' : 'Compute';
    return [
      {
        region: 'us-east-1',
        type,
        plan: planType,
        term,
        payment: `${payment}Upfront`,
        onDemand: decimal(rates['onDemand']!),
        rate: decimal(rate),
      },
    ];
  });
}

function mapValues(values: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, decimal(value)]));
}

function print(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
