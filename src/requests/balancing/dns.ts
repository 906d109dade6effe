import { DNS_RECORDS } from '../../catalog/discovery-settings.ts';

/** Records in one answer of a service's name: the healthy ones, or all when none is healthy, but no more than eight (ecs: ). */
export function recordsReturned(healthy: number, all: number): number {
  return Math.min(DNS_RECORDS, healthy > 0 ? healthy : all);
}

/**
 * The part of the clients that still go by the answer from before a change. Each asks again when its answer is as old as the
 * TTL, at an instant of its own, so that the part falls in a line.
 */
export function staleShare(sinceMs: number, ttlMs: number): number {
  return sinceMs >= ttlMs ? 0 : 1 - sinceMs / ttlMs;
}
