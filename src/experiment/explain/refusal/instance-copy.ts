import { Fleet } from '../../../model/fleet.ts';
import { GroupCounts } from '../../../model/group-counts.ts';
import { InstanceStatus } from '../../../model/instance-status.ts';
import { TaskStatus } from '../../../model/task-status.ts';
import { Holding, type TaskIndex } from '../../../model/task-table.ts';
import { Candidates } from '../../../policies/placement/candidates.ts';
import type { QuerySubject } from '../../../policies/placement/cluster-query/query-subject.ts';
import { placeByNarrowing } from '../../../policies/placement/place-task.ts';
import type { PlacementView } from '../../../policies/placement/placement.ts';
import type { Resources } from '../../../scenario/scenario.ts';
import { rulesOf } from '../../../simulation/workload.ts';
import { tasksOn } from '../cause.ts';
import type { PlacementQuestion } from '../placement-question.ts';

/** One container instance in tables of its own, on which a change can be tried. */
export class InstanceCopy {
  private readonly question: PlacementQuestion;
  private readonly fleet: Fleet;
  private readonly view: PlacementView;
  private readonly original: number;
  private readonly tasks: Set<TaskIndex>;
  private isTwin = false;

  constructor(question: PlacementQuestion, original: number) {
    this.question = question;
    this.original = original;
    this.tasks = new Set(tasksOn(question, original));
    this.fleet = copyRow(question, original);
    const groups = new GroupCounts(this.fleet);
    this.view = {
      fleet: this.fleet,
      groups,
      members: new Int32Array(1),
      memberCount: 1,
      lastPlaced: -1,
      ideal: false,
      subjectOf: () => this.subject(),
    };
    if (question.simulation.clusterStates[question.workload.cluster]!.usesGroups)
      for (const task of this.tasks) groups.placed(question.simulation.tasks.group[task]!, 0);
  }

  /** Whether it could take the task now: by the rules, were it alone in its cluster. */
  takes(): boolean {
    const { request, rules } = this.question;
    const alone = { ...rules, strategies: [], tie: 'first' } as const;
    return placeByNarrowing(this.view, request, alone, new Candidates(), { next: () => 0 }) === 0;
  }

  /** More, or with negative amounts less, is left on it. */
  give({ cpu, memory, gpu }: Resources, networkInterfaces: number): this {
    const { fleet } = this;
    fleet.cpuFree[0]! += cpu;
    fleet.memoryFree[0]! += memory;
    fleet.gpuFree[0]! += gpu;
    fleet.enisFree[0]! += networkInterfaces;
    return this;
  }

  /** A task on it is STOPPED, and all that it held is given back. */
  end(task: TaskIndex): this {
    const { tasks, clusterStates } = this.question.simulation;
    const { enis, ports } = rulesOf(this.question.simulation, task).requirements;
    this.tasks.delete(task);
    if ((tasks.holding[task]! & Holding.CONTROL) !== 0) {
      this.give({ cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]! }, 0);
      if (ports !== null) {
        this.fleet.portsLeft[0]! += ports.count;
        for (const [word, mask] of ports.bits.entries()) this.fleet.portBits[word]![0]! &= ~mask;
      }
    }
    this.fleet.enisFree[0]! += enis;
    if (clusterStates[this.question.workload.cluster]!.usesGroups) {
      this.view.groups.released(tasks.group[task]!, 0);
      this.view.groups.gone(tasks.group[task]!, 0);
    }
    return this;
  }

  /** Its agent is connected. */
  connect(): this {
    this.fleet.agentConnected[0] = 1;
    return this;
  }

  /** It is a new instance like this one: empty, ACTIVE, registered now. */
  becomeTwin(): this {
    for (const task of this.tasks) this.end(task);
    this.isTwin = true;
    this.fleet.status[0] = InstanceStatus.ACTIVE;
    return this.connect();
  }

  private subject(): QuerySubject {
    const { simulation, view } = this.question;
    const { tasks, fleet, entries, instanceNumbers } = simulation;
    const original = view.subjectOf(this.original);
    const { name } = entries[fleet.entry[this.original]!]!;
    const onIt = [...this.tasks];
    return {
      attribute: (attribute) => original.attribute(attribute),
      agentConnected: this.fleet.agentConnected[0] === 1,
      agentVersion: original.agentVersion,
      ec2InstanceId: this.isTwin ? `${name}-${(instanceNumbers.get(name) ?? 0) + 1}` : original.ec2InstanceId,
      registeredAtMs: this.isTwin ? simulation.startMs + simulation.now : original.registeredAtMs,
      runningTasksCount: onIt.filter((task) => tasks.status[task] === TaskStatus.RUNNING).length,
      hasTaskGroup: (test) => onIt.some((task) => test(simulation.group(task))),
    };
  }
}

/** What a placement without strategies looks at. */
const COLUMNS = [
  'status',
  'agentConnected',
  'zone',
  'arm',
  'osFamily',
  'external',
  'provider',
  'cpuFree',
  'memoryFree',
  'gpuFree',
] as const;

function copyRow({ simulation }: PlacementQuestion, original: number): Fleet {
  const { fleet } = simulation;
  const copy = new Fleet();
  copy.trackPorts(fleet.portBits.length * 32);
  copy.add({
    cpu: fleet.cpuTotal[original]!,
    memory: fleet.memoryTotal[original]!,
    gpu: fleet.gpuTotal[original]!,
    enis: fleet.enisFree[original]!,
    ports: fleet.portsLeft[original]!,
  });
  for (const column of COLUMNS) copy[column][0] = fleet[column][original]!;
  for (const [word, bits] of fleet.portBits.entries()) copy.portBits[word]![0] = bits[original]!;
  return copy;
}
