import { nextAt, take, tokensAt } from '../../policies/rates/token-bucket.ts';
import type { Simulation } from '../simulation.ts';
import { primaryOf, type Service } from './service.ts';

/** Tasks that a service may start now: none while it is throttled or its deployment has FAILED (ecs: ). */
export function launchableNow({ now, account }: Simulation, service: Service): number {
  if (primaryOf(service).rolloutState === 'FAILED' || now < service.startsFrom) return 0;
  return account.launchRate === null
    ? Number.POSITIVE_INFINITY
    : tokensAt(service.launchRate, service.launches, now);
}

/** One task was started. */
export function takeLaunch({ now, account }: Simulation, service: Service): void {
  if (account.launchRate === null) return;
  service.launches = take(service.launchRate, service.launches, now) ?? service.launches;
}

/** When it may start one again: at the end of the throttle, or with the next token of its launch rate. */
export function nextLaunchAt({ now }: Simulation, { startsFrom, launchRate, launches }: Service): number {
  return now < startsFrom ? startsFrom : nextAt(launchRate, launches, now);
}
