import { NONE, type TaskIndex } from '../../model/task-table.ts';
import { hasAddressIn, hasSubnetIn } from '../../simulation/addresses.ts';
import { fargateCounts } from '../../simulation/fargate-counts.ts';
import { isZoneOut } from '../../simulation/outage.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import type { Workload } from '../../simulation/workload.ts';
import type { FargateDecision, FargateZone } from './decision.ts';
import { decisionFacts } from './decision-facts.ts';

/**
 * Why a task on Fargate goes to the zone it goes to, were it placed at this moment: of the zones of its subnets those with an
 * address left, of these the fewest tasks, of equals the first (ecs: ). It changes nothing.
 */
export function explainFargate(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number = NONE,
): FargateDecision {
  const question = fargateQuestion(simulation, task, onlyZone);
  const { zones } = question;
  // The last resort is a zone without an address; its task will fail to start.
  const possible = zones.filter(({ ruledOut }) => ruledOut === null || ruledOut === 'no address');
  const able = possible.filter(({ ruledOut }) => ruledOut === null);
  const left = able.length > 0 ? able : possible;
  const best = left.reduce((first, zone) => (zone.tasks < first.tasks ? zone : first));
  const subnet = best.subnets?.reduce((roomiest, other) =>
    other.addressesLeft > roomiest.addressesLeft ? other : roomiest,
  );
  return {
    ...question,
    result: {
      kind: 'placed',
      availabilityZone: best.availabilityZone,
      subnet: subnet?.subnetId ?? null,
      hasAddress: best.ruledOut === null,
    },
  };
}

/** What Fargate chooses from. */
export function fargateQuestion(
  simulation: Simulation,
  task: TaskIndex,
  onlyZone: number = NONE,
): Omit<FargateDecision, 'result'> {
  const workload = simulation.workloadStates[simulation.tasks.workload[task]!]!;
  const { fargateZones } = simulation.clusterStates[workload.cluster]!;
  const counts = fargateCounts(simulation, workload, simulation.tasks.provider[task]!);
  return {
    where: 'Fargate',
    ...decisionFacts(simulation, task),
    onlyZone: simulation.zones[onlyZone] ?? null,
    roundedFrom: null,
    zones: fargateZones.map((zone, i) => explainZone(simulation, workload, zone, counts[i]!, onlyZone)),
  };
}

function explainZone(
  simulation: Simulation,
  workload: Workload,
  zone: number,
  tasks: number,
  onlyZone: number,
): FargateZone {
  const { zones, scenario, subnetFree } = simulation;
  const availabilityZone = zones[zone]!;
  const subnets = workload.spec.subnets
    ?.filter((subnet) => scenario.subnets[subnet]!.availabilityZone === availabilityZone)
    .map((subnet) => ({
      subnetId: scenario.subnets[subnet]!.subnetId,
      addressesLeft: subnetFree[subnet]!,
    }));
  return {
    availabilityZone,
    tasks,
    subnets: subnets ?? null,
    ruledOut: whyNot(simulation, workload, zone, onlyZone),
  };
}

function whyNot(
  simulation: Simulation,
  workload: Workload,
  zone: number,
  onlyZone: number,
): FargateZone['ruledOut'] {
  if (onlyZone !== NONE && zone !== onlyZone) return 'not asked for';
  if (!hasSubnetIn(simulation, workload, zone)) return 'no subnet';
  if (isZoneOut(simulation, zone)) return 'outage';
  return hasAddressIn(simulation, workload, zone) ? null : 'no address';
}
