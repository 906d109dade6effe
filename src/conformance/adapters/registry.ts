import type { Adapter } from '../adapter.ts';
import { agentDisconnected } from './agent-disconnected.ts';
import { azRebalance } from './az-rebalance.ts';
import { azRebalanceDefault } from './az-rebalance-default.ts';
import { azRebalanceEligibility } from './az-rebalance-eligibility.ts';
import { azRebalanceMargin } from './az-rebalance-margin.ts';
import { azRebalanceStop } from './az-rebalance-stop.ts';
import { binpackPlace } from './binpack-place.ts';
import { binpackScaleIn } from './binpack-scale-in.ts';
import { casFirstStep } from './cas-first-step.ts';
import { casFromZero } from './cas-from-zero.ts';
import { casIncompatible } from './cas-incompatible.ts';
import { casMBounds } from './cas-m-bounds.ts';
import { casMGroup } from './cas-m-group.ts';
import { casNoStrategy } from './cas-no-strategy.ts';
import { casScaleInSteps } from './cas-scale-in-steps.ts';
import { circuitBreakerCount } from './circuit-breaker-count.ts';
import { circuitBreakerCounting } from './circuit-breaker-counting.ts';
import { circuitBreakerCustom } from './circuit-breaker-custom.ts';
import { circuitBreakerThreshold } from './circuit-breaker-threshold.ts';
import { circuitBreakerThreshold2023 } from './circuit-breaker-threshold-2023.ts';
import { cloudwatchAlarm } from './cloudwatch-alarm.ts';
import { cloudwatchAlarmLimits } from './cloudwatch-alarm-limits.ts';
import { cloudwatchMissingData } from './cloudwatch-missing-data.ts';
import { cloudwatchPercentile } from './cloudwatch-percentile.ts';
import { cloudwatchPrematureAlarm } from './cloudwatch-premature-alarm.ts';
import { cloudwatchRetention } from './cloudwatch-retention.ts';
import { clusterQuery } from './cluster-query.ts';
import { clusterReservation } from './cluster-reservation.ts';
import { containerHealth } from './container-health.ts';
import { cpSplit } from './cp-split.ts';
import { cpSplitError } from './cp-split-error.ts';
import { cpr } from './cpr.ts';
import { cprHeadroom } from './cpr-headroom.ts';
import { cprSpecial } from './cpr-special.ts';
import { cpuShares } from './cpu-shares.ts';
import { cron } from './cron.ts';
import { daemon } from './daemon.ts';
import { defaultPlacement } from './default-placement.ts';
import { defaultPlacementInstance } from './default-placement-instance.ts';
import { defaultTermination } from './default-termination.ts';
import { defaultTerminationInstance } from './default-termination-instance.ts';
import { dependsOn } from './depends-on.ts';
import { deregistration } from './deregistration.ts';
import { distinctInstance } from './distinct-instance.ts';
import { drainPending } from './drain-pending.ts';
import { drainService } from './drain-service.ts';
import { drainStandalone } from './drain-standalone.ts';
import { earlySuccess } from './early-success.ts';
import { earlySuccessValidation } from './early-success-validation.ts';
import { ec2 } from './ec2.ts';
import { ec2Duration } from './ec2-duration.ts';
import { ecsAboveMax } from './ecs-above-max.ts';
import { ecsBelowMin } from './ecs-below-min.ts';
import { ecsClusterReservation } from './ecs-cluster-reservation.ts';
import { ecsClusterUtilization } from './ecs-cluster-utilization.ts';
import { ecsDeployment } from './ecs-deployment.ts';
import { ecsScaleFromZero } from './ecs-scale-from-zero.ts';
import { ecsServiceUtilization } from './ecs-service-utilization.ts';
import { ecsStartingPoint } from './ecs-starting-point.ts';
import { elbHealthyNewTarget } from './elb-healthy-new-target.ts';
import { elbHealthyRecover } from './elb-healthy-recover.ts';
import { eniTaskLimit } from './eni-task-limit.ts';
import { ephemeralStorage } from './ephemeral-storage.ts';
import { fargate } from './fargate.ts';
import { fargateDuration } from './fargate-duration.ts';
import { fargateLaunchRate } from './fargate-launch-rate.ts';
import { fargateLaunchRateNewRegion } from './fargate-launch-rate-new-region.ts';
import { fargateRuntask } from './fargate-runtask.ts';
import { fargateTaskSize } from './fargate-task-size.ts';
import { fitCpu } from './fit-cpu.ts';
import { fitM5large } from './fit-m5large.ts';
import { fitMemory } from './fit-memory.ts';
import { fleetAllocation } from './fleet-allocation.ts';
import { fleetWeighting } from './fleet-weighting.ts';
import { healthCheckDefaults } from './health-check-defaults.ts';
import { healthCheckTiming } from './health-check-timing.ts';
import { healthyCountDelay } from './healthy-count-delay.ts';
import { hiresBenchmark } from './hires-benchmark.ts';
import { hostQueueFifo } from './host-queue-fifo.ts';
import { instanceRefreshCheckpoints } from './instance-refresh-checkpoints.ts';
import { instanceStatus } from './instance-status.ts';
import { lifecycleHook } from './lifecycle-hook.ts';
import { managedDraining } from './managed-draining.ts';
import { memberofGroupCold } from './memberof-group-cold.ts';
import { memoryReservation } from './memory-reservation.ts';
import { memoryValidation } from './memory-validation.ts';
import { metricGap } from './metric-gap.ts';
import { mgCPs } from './mg-c-ps.ts';
import { mixedInstancesSplit } from './mixed-instances-split.ts';
import { mm1FcfsPercentile } from './mm1-fcfs-percentile.ts';
import { multiPolicy } from './multi-policy.ts';
import { onDemandInFleet } from './on-demand-in-fleet.ts';
import { orderOfFilters } from './order-of-filters.ts';
import { placementLimits } from './placement-limits.ts';
import { portsDynamic } from './ports-dynamic.ts';
import { portsLimit } from './ports-limit.ts';
import { portsStatic } from './ports-static.ts';
import { predictive } from './predictive.ts';
import { predictivePlusDynamic } from './predictive-plus-dynamic.ts';
import { protection } from './protection.ts';
import { protectionBlocked } from './protection-blocked.ts';
import { protectionDeployment } from './protection-deployment.ts';
import { provisioningFailure } from './provisioning-failure.ts';
import { quota } from './quota.ts';
import { registeredMemory } from './registered-memory.ts';
import { registeredResources } from './registered-resources.ts';
import { remainingResources } from './remaining-resources.ts';
import { restartPolicy } from './restart-policy.ts';
import { restartPolicySequence } from './restart-policy-sequence.ts';
import { rollingBounds } from './rolling-bounds.ts';
import { rollingDeadlock } from './rolling-deadlock.ts';
import { rollingSequence } from './rolling-sequence.ts';
import { runtaskCount } from './runtask-count.ts';
import { scaleInSpreadBinpack } from './scale-in-spread-binpack.ts';
import { scheduled } from './scheduled.ts';
import { serviceConnectOutlier } from './service-connect-outlier.ts';
import { serviceConnectRetry } from './service-connect-retry.ts';
import { serviceConnectSizing } from './service-connect-sizing.ts';
import { serviceConnectTimeout } from './service-connect-timeout.ts';
import { serviceDiscoveryDns } from './service-discovery-dns.ts';
import { serviceEventDedupe } from './service-event-dedupe.ts';
import { serviceLaunchRate } from './service-launch-rate.ts';
import { serviceUpdateTrigger } from './service-update-trigger.ts';
import { serviceUtilisation } from './service-utilisation.ts';
import { slowStart } from './slow-start.ts';
import { spotPools } from './spot-pools.ts';
import { spreadGroupScope } from './spread-group-scope.ts';
import { spreadInstance } from './spread-instance.ts';
import { spreadThenBinpack } from './spread-then-binpack.ts';
import { stepAdjustment } from './step-adjustment.ts';
import { stepAlarmCli } from './step-alarm-cli.ts';
import { stepBounds } from './step-bounds.ts';
import { stepCooldown } from './step-cooldown.ts';
import { stepMinMagnitude } from './step-min-magnitude.ts';
import { stepRounding } from './step-rounding.ts';
import { stepScaling } from './step-scaling.ts';
import { stopTimeout } from './stop-timeout.ts';
import { stoppingResources } from './stopping-resources.ts';
import { subCoreTask } from './sub-core-task.ts';
import { targetTrackingAlarms } from './target-tracking-alarms.ts';
import { targetTrackingAlb } from './target-tracking-alb.ts';
import { targetTrackingCapacity } from './target-tracking-capacity.ts';
import { targetTrackingCooldown } from './target-tracking-cooldown.ts';
import { targetTrackingCpuCeiling } from './target-tracking-cpu-ceiling.ts';
import { targetTrackingInsufficientData } from './target-tracking-insufficient-data.ts';
import { targetTrackingRounding } from './target-tracking-rounding.ts';
import { taskHealth } from './task-health.ts';
import { taskSizeParse } from './task-size-parse.ts';
import { terminationProtected } from './termination-protected.ts';
import { throttle } from './throttle.ts';
import { throttleReset } from './throttle-reset.ts';
import { timingModel } from './timing-model.ts';
import { tokenBucket } from './token-bucket.ts';
import { tokenBucketBurst } from './token-bucket-burst.ts';
import { tokenBucketShared } from './token-bucket-shared.ts';
import { unhealthyReplace } from './unhealthy-replace.ts';
import { unhealthyReplacementBatch } from './unhealthy-replacement-batch.ts';
import { utilisationLaw } from './utilisation-law.ts';
import { warmPoolSize } from './warm-pool-size.ts';
import { weightedTg } from './weighted-tg.ts';
import { weightsHardLimit } from './weights-hard-limit.ts';
import { weightsOverage } from './weights-overage.ts';
import { weightsUnitPrice } from './weights-unit-price.ts';

/** Every adapter by its area. */
export const adapters = {
  'fargate-task-size': fargateTaskSize,
  'task-size-parse': taskSizeParse,
  'ephemeral-storage': ephemeralStorage,
  'memory-reservation': memoryReservation,
  'memory-validation': memoryValidation,
  'stop-timeout': stopTimeout,
  'depends-on': dependsOn,
  'restart-policy': restartPolicy,
  'restart-policy-sequence': restartPolicySequence,
  'container-health': containerHealth,
  'task-health': taskHealth,
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
  'instance-status': instanceStatus,
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
  'token-bucket': tokenBucket,
  'token-bucket-shared': tokenBucketShared,
  'token-bucket-burst': tokenBucketBurst,
  'fargate-launch-rate': fargateLaunchRate,
  'fargate-launch-rate-new-region': fargateLaunchRateNewRegion,
  'fargate-runtask': fargateRuntask,
  'service-launch-rate': serviceLaunchRate,
  'service-event-dedupe': serviceEventDedupe,
  quota,
  'cp-split': cpSplit,
  'cp-split-error': cpSplitError,
  cpr,
  'cpr-special': cprSpecial,
  'cpr-headroom': cprHeadroom,
  'cas-from-zero': casFromZero,
  'cas-first-step': casFirstStep,
  'cas-m-bounds': casMBounds,
  'cas-m-group': casMGroup,
  'cas-incompatible': casIncompatible,
  'cas-scale-in-steps': casScaleInSteps,
  'cas-no-strategy': casNoStrategy,
  'managed-draining': managedDraining,
  'provisioning-failure': provisioningFailure,
  'mixed-instances-split': mixedInstancesSplit,
  'weights-unit-price': weightsUnitPrice,
  'weights-overage': weightsOverage,
  'weights-hard-limit': weightsHardLimit,
  'fleet-weighting': fleetWeighting,
  'fleet-allocation': fleetAllocation,
  'spot-pools': spotPools,
  'on-demand-in-fleet': onDemandInFleet,
  'az-rebalance-margin': azRebalanceMargin,
  'termination-protected': terminationProtected,
  'unhealthy-replacement-batch': unhealthyReplacementBatch,
  'instance-refresh-checkpoints': instanceRefreshCheckpoints,
  'rolling-bounds': rollingBounds,
  'rolling-deadlock': rollingDeadlock,
  'rolling-sequence': rollingSequence,
  'healthy-count-delay': healthyCountDelay,
  'elb-healthy-new-target': elbHealthyNewTarget,
  'elb-healthy-recover': elbHealthyRecover,
  'circuit-breaker-threshold': circuitBreakerThreshold,
  'circuit-breaker-threshold-2023': circuitBreakerThreshold2023,
  'circuit-breaker-custom': circuitBreakerCustom,
  'circuit-breaker-count': circuitBreakerCount,
  'circuit-breaker-counting': circuitBreakerCounting,
  'early-success': earlySuccess,
  'early-success-validation': earlySuccessValidation,
  'unhealthy-replace': unhealthyReplace,
  throttle,
  'throttle-reset': throttleReset,
  'service-update-trigger': serviceUpdateTrigger,
  'az-rebalance': azRebalance,
  'az-rebalance-eligibility': azRebalanceEligibility,
  'az-rebalance-default': azRebalanceDefault,
  'az-rebalance-stop': azRebalanceStop,
  daemon,
  'drain-service': drainService,
  'drain-pending': drainPending,
  'drain-standalone': drainStandalone,
  protection,
  'protection-blocked': protectionBlocked,
  'protection-deployment': protectionDeployment,
  'weighted-tg': weightedTg,
  'health-check-defaults': healthCheckDefaults,
  'health-check-timing': healthCheckTiming,
  deregistration,
  'slow-start': slowStart,
  'service-connect-outlier': serviceConnectOutlier,
  'service-connect-retry': serviceConnectRetry,
  'service-connect-sizing': serviceConnectSizing,
  'service-connect-timeout': serviceConnectTimeout,
  'service-discovery-dns': serviceDiscoveryDns,
  'cpu-shares': cpuShares,
  'ecs-service-utilization': ecsServiceUtilization,
  'ecs-cluster-utilization': ecsClusterUtilization,
  'ecs-cluster-reservation': ecsClusterReservation,
  'service-utilisation': serviceUtilisation,
  'cluster-reservation': clusterReservation,
  'metric-gap': metricGap,
  'utilisation-law': utilisationLaw,
  'mg-c-ps': mgCPs,
  'mm1-fcfs-percentile': mm1FcfsPercentile,
  'sub-core-task': subCoreTask,
  'cloudwatch-missing-data': cloudwatchMissingData,
  'cloudwatch-premature-alarm': cloudwatchPrematureAlarm,
  'cloudwatch-alarm': cloudwatchAlarm,
  'cloudwatch-percentile': cloudwatchPercentile,
  'cloudwatch-retention': cloudwatchRetention,
  'cloudwatch-alarm-limits': cloudwatchAlarmLimits,
  'step-scaling': stepScaling,
  'step-rounding': stepRounding,
  'step-adjustment': stepAdjustment,
  'step-min-magnitude': stepMinMagnitude,
  'step-bounds': stepBounds,
  'step-cooldown': stepCooldown,
  'step-alarm-cli': stepAlarmCli,
  'target-tracking-alarms': targetTrackingAlarms,
  'target-tracking-rounding': targetTrackingRounding,
  'target-tracking-capacity': targetTrackingCapacity,
  'target-tracking-cpu-ceiling': targetTrackingCpuCeiling,
  'target-tracking-cooldown': targetTrackingCooldown,
  'target-tracking-alb': targetTrackingAlb,
  'target-tracking-insufficient-data': targetTrackingInsufficientData,
  'multi-policy': multiPolicy,
  'ecs-starting-point': ecsStartingPoint,
  'ecs-below-min': ecsBelowMin,
  'ecs-above-max': ecsAboveMax,
  'ecs-scale-from-zero': ecsScaleFromZero,
  'ecs-deployment': ecsDeployment,
  scheduled,
  predictive,
  'predictive-plus-dynamic': predictivePlusDynamic,
  'hires-benchmark': hiresBenchmark,
  'timing-model': timingModel,
  'lifecycle-hook': lifecycleHook,
  'warm-pool-size': warmPoolSize,
  cron,
  fargate,
  'fargate-duration': fargateDuration,
  ec2,
  'ec2-duration': ec2Duration,
} satisfies Record<string, Adapter>;
