import { freeTiers } from '../data/service-facts.ts';
import type { PriceName } from './price-names.ts';

/**
 * What AWS gives free of each price's unit in a month (billing:8). The gp3 parts are of each volume, the Anywhere hours of
 * an account's first six months, those of load balancers of new customers only, all others of every account.
 */
export const FREE_TIERS: Readonly<Record<FreeTierName, number>> = freeTiers;

export type FreeTierName = Extract<
  PriceName,
  | 'transfer.internetOut.gb'
  | 'cloudwatch.metricMonth'
  | 'cloudwatch.alarmMonth'
  | 'cloudwatch.dashboardMonth'
  | 'cloudwatch.request'
  | 'logs.ingestGb'
  | 'logs.storageGbMonth'
  | 'kms.request'
  | 'xray.traceRecorded'
  | 'xray.traceRetrieved'
  | 'ecs.anywhere.hour'
  | 'alb.hour'
  | 'alb.lcuHour'
  | 'ebs.gp3.iopsMonth'
  | 'ebs.gp3.mibpsMonth'
>;
