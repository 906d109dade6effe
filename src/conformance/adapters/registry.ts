import type { Adapter } from '../adapter.ts';
import { agentDisconnected } from './agent-disconnected.ts';
import { binpackPlace } from './binpack-place.ts';
import { binpackScaleIn } from './binpack-scale-in.ts';
import { casNoStrategy } from './cas-no-strategy.ts';
import { clusterQuery } from './cluster-query.ts';
import { cpSplit } from './cp-split.ts';
import { cpSplitError } from './cp-split-error.ts';
import { cron } from './cron.ts';
import { defaultPlacement } from './default-placement.ts';
import { defaultPlacementInstance } from './default-placement-instance.ts';
import { defaultTermination } from './default-termination.ts';
import { defaultTerminationInstance } from './default-termination-instance.ts';
import { distinctInstance } from './distinct-instance.ts';
import { ec2 } from './ec2.ts';
import { ec2Duration } from './ec2-duration.ts';
import { eniTaskLimit } from './eni-task-limit.ts';
import { ephemeralStorage } from './ephemeral-storage.ts';
import { fargate } from './fargate.ts';
import { fargateDuration } from './fargate-duration.ts';
import { fargateTaskSize } from './fargate-task-size.ts';
import { fitCpu } from './fit-cpu.ts';
import { fitM5large } from './fit-m5large.ts';
import { fitMemory } from './fit-memory.ts';
import { hostQueueFifo } from './host-queue-fifo.ts';
import { memberofGroupCold } from './memberof-group-cold.ts';
import { memoryReservation } from './memory-reservation.ts';
import { memoryValidation } from './memory-validation.ts';
import { orderOfFilters } from './order-of-filters.ts';
import { placementLimits } from './placement-limits.ts';
import { portsDynamic } from './ports-dynamic.ts';
import { portsLimit } from './ports-limit.ts';
import { portsStatic } from './ports-static.ts';
import { registeredMemory } from './registered-memory.ts';
import { registeredResources } from './registered-resources.ts';
import { remainingResources } from './remaining-resources.ts';
import { runtaskCount } from './runtask-count.ts';
import { scaleInSpreadBinpack } from './scale-in-spread-binpack.ts';
import { spreadGroupScope } from './spread-group-scope.ts';
import { spreadInstance } from './spread-instance.ts';
import { spreadThenBinpack } from './spread-then-binpack.ts';
import { stopTimeout } from './stop-timeout.ts';
import { stoppingResources } from './stopping-resources.ts';
import { taskSizeParse } from './task-size-parse.ts';

/** Every adapter by its area. */
export const adapters = {
  'fargate-task-size': fargateTaskSize,
  'task-size-parse': taskSizeParse,
  'ephemeral-storage': ephemeralStorage,
  'memory-reservation': memoryReservation,
  'memory-validation': memoryValidation,
  'stop-timeout': stopTimeout,
  'registered-memory': registeredMemory,
  'registered-resources': registeredResources,
  'remaining-resources': remainingResources,
  'fit-memory': fitMemory,
  'fit-cpu': fitCpu,
  'fit-m5large': fitM5large,
  'eni-task-limit': eniTaskLimit,
  'ports-static': portsStatic,
  'ports-dynamic': portsDynamic,
  'ports-limit': portsLimit,
  'agent-disconnected': agentDisconnected,
  'stopping-resources': stoppingResources,
  'host-queue-fifo': hostQueueFifo,
  'order-of-filters': orderOfFilters,
  'binpack-place': binpackPlace,
  'spread-instance': spreadInstance,
  'spread-then-binpack': spreadThenBinpack,
  'spread-group-scope': spreadGroupScope,
  'default-placement': defaultPlacement,
  'default-placement-instance': defaultPlacementInstance,
  'default-termination': defaultTermination,
  'default-termination-instance': defaultTerminationInstance,
  'binpack-scale-in': binpackScaleIn,
  'scale-in-spread-binpack': scaleInSpreadBinpack,
  'distinct-instance': distinctInstance,
  'memberof-group-cold': memberofGroupCold,
  'cluster-query': clusterQuery,
  'placement-limits': placementLimits,
  'runtask-count': runtaskCount,
  'cp-split': cpSplit,
  'cp-split-error': cpSplitError,
  'cas-no-strategy': casNoStrategy,
  cron,
  fargate,
  'fargate-duration': fargateDuration,
  ec2,
  'ec2-duration': ec2Duration,
} satisfies Record<string, Adapter>;
