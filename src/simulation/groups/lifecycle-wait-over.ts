import { InstanceStatus } from '../../model/instance-status.ts';
import { terminateInstance } from '../api/terminate-instances.ts';
import type { Simulation } from '../simulation.ts';
import { changeLifecycle } from './change-lifecycle.ts';
import { type Group, groupOf, isInUse } from './group.ts';
import type { Member } from './members.ts';
import { putInService } from './put-in-service.ts';
import { register } from './register.ts';
import { setGroupPass } from './set-group-pass.ts';
import { endInstance } from './terminations.ts';
import { settleInPool } from './warm-pool.ts';

/** LIFECYCLE_WAIT_OVER: lifecycle hooks have let an instance go on, or have given it up (scaling: ). */
export function lifecycleWaitOver(simulation: Simulation, instance: number): void {
  const group = groupOf(simulation, instance)!;
  const member = group.members.get(instance);
  // It is gone, or on another way by now.
  if (member?.wait?.until !== simulation.now) return;
  if (member.lifecycle === 'Terminating:Wait') goOnTerminating(simulation, group, member);
  else if (member.lifecycle === 'Warmed:Terminating:Wait' || member.wait.result === 'ABANDON')
    terminateInstance(simulation, instance);
  else if (member.lifecycle === 'Warmed:Pending:Wait') settleInPool(simulation, group, instance);
  else goOnLaunching(simulation, group, instance);
}

function goOnLaunching(simulation: Simulation, group: Group, instance: number): void {
  putInService(simulation, group, instance);
  if (simulation.fleet.status[instance] === InstanceStatus.REGISTERING) register(simulation, instance);
  setGroupPass(simulation, group);
}

/** Managed draining is a hook, too: ABANDON skips it, else it is waited for (ecs: ). */
function goOnTerminating(simulation: Simulation, group: Group, { instance, wait, returns }: Member): void {
  const drains = group.spec.provider?.managedDraining && isInUse(simulation, instance);
  if (wait!.result === 'ABANDON' || !drains) endInstance(simulation, group, instance, returns);
  else changeLifecycle(simulation, group, instance, 'Terminating:Wait', { returns });
}
