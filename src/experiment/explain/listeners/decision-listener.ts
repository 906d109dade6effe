import { Observer } from '../../../events/observer.ts';
import type { World } from '../../../events/world.ts';
import { assert } from '../../../kernel/assert.ts';
import { NONE, type TaskIndex } from '../../../model/task-table.ts';
import type { Resources } from '../../../scenario/scenario.ts';
import { isOfDaemon } from '../../../simulation/services/service.ts';
import { Simulation } from '../../../simulation/simulation.ts';
import type { Decision, FargateDecision, ProviderChoice } from '../decision.ts';
import { explainChoice } from '../explain-choice.ts';
import { explainDaemon } from '../explain-daemon.ts';
import { explainDecision } from '../explain-decision.ts';
import { explainAccepted, explainFailed } from '../explain-failed.ts';
import { explainFargate } from '../explain-fargate.ts';
import { withPicture } from '../picture/decision-picture.ts';

/** Explains decisions before the run takes them, and holds the run to what was foretold. */
export abstract class DecisionListener extends Observer {
  protected simulation!: Simulation;
  private readonly hasPictures: boolean;
  /** Decided next: foretold, and not yet confirmed. */
  private pending: { readonly ordinal: number; readonly decision: Decision } | null = null;
  /** The last request, its size and how its capacity provider was chosen. */
  private requested: {
    readonly ordinal: number;
    readonly size: Resources;
    readonly choice: ProviderChoice | null;
  } | null = null;

  /** `hasPictures`: each decision is to have what pictures show of it. */
  constructor(hasPictures: boolean = false) {
    super();
    this.hasPictures = hasPictures;
  }

  /** Whether all that was asked is known. */
  abstract get isDone(): boolean;
  /** Whether decisions about the task are of interest now. */
  protected abstract wants(task: TaskIndex): boolean;
  /** The run is about to decide so; the tables are as the decision sees them. */
  protected foretold(_task: TaskIndex, _decision: Decision): void {}
  /** The run has decided so. */
  protected abstract decided(task: TaskIndex, decision: Decision): void;

  override begin(world: World): void {
    assert(world instanceof Simulation, 'decisions can only be explained inside of the engine');
    this.simulation = world;
  }

  override taskRequested(_at: number, task: TaskIndex): void {
    this.pending = null;
    if (!this.wants(task)) return;
    this.requested = {
      ordinal: this.simulation.tasks.ordinal[task]!,
      size: sizeOf(this.simulation, task),
      choice: explainChoice(this.simulation, task),
    };
  }

  override taskPlacing(_at: number, task: TaskIndex, onlyZone: number): void {
    this.pending = null;
    if (!this.wants(task)) return;
    const { simulation } = this;
    const { fargate } = simulation.workloadStates[simulation.tasks.workload[task]!]!;
    const decision = fargate
      ? this.withRounding(task, explainFargate(simulation, task, onlyZone))
      : this.pictured(task, explainDecision(simulation, task, onlyZone), onlyZone);
    this.foretell(task, decision);
    // Of a waiting task that is refused again nobody will hear.
    if (decision.result.kind === 'refused') this.decided(task, this.withChoice(task, decision));
  }

  /** A task that waits in PROVISIONING: one that was not tried, as others wait before it, or that is accepted later. */
  override taskAccepted(_at: number, task: TaskIndex): void {
    const { queue, ordinal } = this.simulation.tasks;
    if (queue[task] === NONE) return;
    const wasTried = this.pending?.ordinal === ordinal[task];
    this.pending = null;
    if (!wasTried && this.wants(task))
      this.decided(task, this.withChoice(task, this.pictured(task, explainAccepted(this.simulation, task))));
  }

  override taskPlaced(_at: number, task: TaskIndex): void {
    const decision = this.takePending(task);
    if (decision !== null) this.decided(task, confirmed(this.simulation, task, decision));
    else if (this.wants(task) && isOfDaemon(this.simulation, task))
      this.decided(task, this.withChoice(task, explainDaemon(this.simulation, task)));
  }

  override placementFailed(_at: number, task: TaskIndex, reason: number): void {
    const wasTried = this.pending?.ordinal === this.simulation.tasks.ordinal[task];
    const decision = this.takePending(task);
    if (wasTried && decision?.result.kind === 'refused') return;
    if (!this.wants(task)) return;
    const failed = this.pictured(task, explainFailed(this.simulation, task, reason, wasTried));
    this.decided(task, this.withChoice(task, failed));
  }

  /** With its picture, if it is to have one; the tables are as the decision sees them. */
  protected pictured<D extends Decision>(task: TaskIndex, decision: D, onlyZone: number = NONE): D {
    return this.hasPictures ? (withPicture(this.simulation, task, onlyZone, decision) as D) : decision;
  }

  private foretell(task: TaskIndex, decision: Decision): void {
    const ordinal = this.simulation.tasks.ordinal[task]!;
    this.pending = { ordinal, decision: this.withChoice(task, decision) };
    this.foretold(task, decision);
  }

  private takePending(task: TaskIndex): Decision | null {
    const { pending } = this;
    this.pending = null;
    return pending?.ordinal === this.simulation.tasks.ordinal[task] ? pending!.decision : null;
  }

  /** A size that is not among Fargate's has been rounded up since it was requested. */
  private withRounding(task: TaskIndex, decision: FargateDecision): FargateDecision {
    const { requested, simulation } = this;
    if (requested === null || requested.ordinal !== simulation.tasks.ordinal[task]) return decision;
    const { size } = requested;
    const isSame = size.cpu === decision.size.cpu && size.memory === decision.size.memory;
    return isSame ? decision : { ...decision, roundedFrom: size };
  }

  private withChoice(task: TaskIndex, decision: Decision): Decision {
    const isRequested = this.requested?.ordinal === this.simulation.tasks.ordinal[task];
    return { ...decision, choice: isRequested ? this.requested!.choice : null };
  }
}

/** The run has placed the task, where it was foretold. */
function confirmed(simulation: Simulation, task: TaskIndex, decision: Decision): Decision {
  const { tasks, zones } = simulation;
  const availabilityZone = zones[tasks.zone[task]!]!;
  if (decision.where === 'Fargate') {
    const { result } = decision;
    assertForetold(
      result.kind === 'placed' && result.availabilityZone === availabilityZone,
      result,
      availabilityZone,
    );
    return decision;
  }
  if (decision.where === 'daemon') return decision;
  const { result } = decision;
  const containerInstance = simulation.instanceId(tasks.instance[task]!);
  if (result.kind === 'opened')
    return { ...decision, result: { kind: 'opened', containerInstance, availabilityZone } };
  const isSame = result.kind === 'placed' && result.containerInstance === containerInstance;
  assertForetold(isSame, result, containerInstance);
  return decision;
}

function sizeOf({ tasks }: Simulation, task: TaskIndex): Resources {
  return { cpu: tasks.cpu[task]!, memory: tasks.memory[task]!, gpu: tasks.gpu[task]! };
}

function assertForetold(isTrue: boolean, foretold: Decision['result'], place: string): void {
  if (!isTrue) assert(false, `a placement was explained as ${JSON.stringify(foretold)}, and it was ${place}`);
}
