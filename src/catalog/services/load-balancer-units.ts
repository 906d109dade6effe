import { loadBalancerUnits } from '../data/service-facts.ts';

/** How much of each dimension one capacity unit holds; an hour has as many as its largest dimension asks for (billing:N1 to N3). */
export interface LoadBalancerUnits {
  readonly alb: Omit<CapacityUnit, 'gbPerHour'> & {
    readonly activeConnectionsPerMinuteMutualTls: number;
    /** GB are decimal here (billing:N4). */
    readonly gbPerHour: number;
    readonly gbPerHourLambda: number;
    readonly ruleEvaluationsPerSecond: number;
    /** Rules of a listener that are not counted. */
    readonly freeRules: number;
  };
  readonly nlb: Readonly<Record<'TCP' | 'UDP' | 'TLS', CapacityUnit>>;
  readonly gwlb: CapacityUnit;
}

interface CapacityUnit {
  readonly newConnectionsPerSecond: number;
  readonly activeConnectionsPerMinute: number;
  readonly gbPerHour: number;
}

export const LOAD_BALANCER_UNITS: LoadBalancerUnits = loadBalancerUnits;
