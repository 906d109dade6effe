import { InstanceStatus } from '../../../model/instance-status.ts';
import { NONE } from '../../../model/task-table.ts';
import {
  capacityProviderReservation,
  instanceNeed,
  largestOf,
} from '../../../policies/capacity/managed-scaling.ts';
import type { ManagedScalingSpec } from '../../../scenario/group-spec.ts';
import type { Group } from '../../../simulation/groups/group.ts';
import { decideManaged, providerView, typesOf } from '../../../simulation/groups/managed-scaling.ts';
import { lastEvaluated } from '../../../simulation/metrics/alarms.ts';
import type { Alarm } from '../../../simulation/metrics/metrics.ts';
import type { Simulation } from '../../../simulation/simulation.ts';
import { formatInstant } from '../../../units/calendar.ts';
import { alarmFacts } from '../scaling/explain-alarm.ts';
import { explainScaleIn } from './explain-scale-in.ts';
import type {
  GroupExplanation,
  ManagedAlarm,
  ManagedExplanation,
  NeedExplanation,
} from './managed-explanation.ts';

/** A capacity provider with managed scaling and its group, at the instant where the run stands. */
export function explainProvider(
  simulation: Simulation,
  index: number,
): Pick<
  ManagedExplanation,
  | 'capacityProvider'
  | 'autoScalingGroup'
  | 'cluster'
  | 'at'
  | 'managedScaling'
  | 'group'
  | 'need'
  | 'alarms'
  | 'scaleIn'
> {
  const group = simulation.groups[index]!;
  const { name: autoScalingGroup, cluster, provider } = group.spec;
  const managed = provider!.managedScaling!;
  const { targetCapacity, minimumStep, maximumStep, warmUpMs } = managed;
  const alarms = simulation.metrics.alarms
    .filter(({ manages }) => manages?.group === index)
    .map((alarm) => explainManagedAlarm(simulation, alarm));
  const low = alarms.find(({ side }) => side === 'low')!;
  return {
    capacityProvider: provider!.name,
    autoScalingGroup,
    cluster,
    at: formatInstant(simulation.startMs + simulation.now),
    managedScaling: { targetCapacity, minimumStep, maximumStep, warmUpSeconds: warmUpMs / 1000 },
    group: explainGroup(simulation, group),
    need: explainNeed(simulation, group, managed),
    alarms,
    scaleIn: explainScaleIn(simulation, group, low.decision),
  };
}

function explainGroup({ fleet }: Simulation, group: Group): GroupExplanation {
  const { kinds, configuration, desired, minimum, maximum, launching, members } = group;
  const having = (status: InstanceStatus) =>
    members.snapshot().filter(({ instance }) => fleet.status[instance] === status).length;
  const types = new Set(kinds[configuration]!.map(({ option }) => option.instances.countedAs));
  return {
    instanceType: [...types].join(', '),
    desiredCapacity: desired,
    minSize: minimum,
    maxSize: maximum,
    launching,
    booting: having(InstanceStatus.REGISTERING),
    active: having(InstanceStatus.ACTIVE),
    draining: having(InstanceStatus.DRAINING),
    warmPool:
      group.spec.warmPool === undefined
        ? null
        : { ready: members.ready, initialising: members.warm - members.ready },
  };
}

function explainNeed(simulation: Simulation, group: Group, managed: ManagedScalingSpec): NeedExplanation {
  const view = providerView(simulation, group, managed);
  const { needed, by, extra, step, groups } = instanceNeed(view);
  const { instances, inUse } = view;
  const { enis: most, ...room } = largestOf(typesOf(simulation, group));
  return {
    instances,
    inUse,
    needed,
    by,
    extra,
    step,
    room: { ...room, networkInterfaces: finite(most) },
    waiting: view.waiting.map(({ workloads, count, isAlone, need: { enis, ...need } }, i) => {
      const { fits, perInstance, instances: taken } = groups[i]!;
      const states = workloads.map((workload) => simulation.workloadStates[workload]!);
      return {
        of: namesOf(
          states.map(({ spec, service }) =>
            service === NONE ? `${spec.cluster}/${spec.name}` : simulation.services[service]!.name,
          ),
        ),
        taskDefinition: namesOf(
          states.map(({ definition: { family, revision } }) => `${family}:${revision}`),
        ),
        tasks: count,
        need: { ...need, networkInterfaces: enis },
        isAlone,
        fits,
        perInstance: finite(perInstance),
        instances: taken,
      };
    }),
    reservation: capacityProviderReservation(needed, instances),
  };
}

function namesOf(names: readonly string[]): string {
  return [...new Set(names)].join(', ');
}

function explainManagedAlarm(simulation: Simulation, alarm: Alarm): ManagedAlarm {
  const facts = alarmFacts(simulation, alarm, 'ALARM');
  const decision = decideManaged(simulation, alarm, lastEvaluated(alarm, simulation.now));
  const { direction, reason, reservation, instances, computed, wanted, from, to, until } = decision;
  return {
    ...facts,
    decision: {
      ...{ direction, reason, reservation, instances, computed, wanted, from, to },
      warmUpUntil: reason === 'warmUp' ? formatInstant(simulation.startMs + until) : null,
    },
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
