import * as z from 'zod';
import { SLOW_START } from '../../catalog/target-settings.ts';
import { shareRequests } from '../../requests/balancing/share-requests.ts';
import { entersSlowStart, slowStartWeight } from '../../requests/balancing/slow-start.ts';
import { type Adapter, adapter, form } from '../adapter.ts';
import { taskCount } from '../given.ts';

const seconds = z.int().min(SLOW_START.minimum).max(SLOW_START.maximum);
const one = { count: 1, percent: null };

/** What a target in slow start gets, and which target enters it (autoscaling: ). */
export const slowStart: Adapter = adapter(
  'slow-start',
  form(
    { durationSec: seconds, elapsedSec: z.number().min(0), otherTargets: taskCount },
    ({ durationSec, elapsedSec, otherTargets }) => {
      const weight = slowStartWeight(elapsedSec * 1000, durationSec * 1000);
      const weights = [weight, ...Array<number>(otherTargets).fill(1)];
      const targets = { zones: weights.map(() => 0), healthy: weights.map(() => 1), weights };
      const rules = { crossZone: true, failOpen: one, dnsFailover: one };
      return { weightOfNewTarget: weight, share: shareRequests(targets, rules, 1)[0] };
    },
  ),
  form({ targetGroupEmptyThenRegisteredTogether: z.literal(true) }, () => ({
    slowStart: entersSlowStart(SLOW_START.minimum * 1000, 0),
  })),
);
