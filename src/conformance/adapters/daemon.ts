import { DEFAULT_PERCENTS } from '../../policies/deployment/bounds.ts';
import { type DaemonInstance, planDaemonPass } from '../../policies/deployment/daemon.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { instanceCount } from '../given.ts';

const { minimumHealthyPercent } = DEFAULT_PERCENTS.DAEMON;

/** Where a DAEMON service has tasks after a pass; those that drain had one before, and nothing else (ecs: ). */
export const daemon: Adapter = adapter(
  'daemon',
  form(
    { activeInstances: instanceCount, drainingInstances: instanceCount, matchingConstraint: instanceCount },
    ({ activeInstances, drainingInstances, matchingConstraint }) => {
      if (matchingConstraint > activeInstances) return NOT_COVERED;
      const active = Array.from({ length: activeInstances }, (_, i): DaemonInstance => {
        return { status: 'ACTIVE', matches: i < matchingConstraint, daemon: null, otherTasks: 0 };
      });
      const draining = Array.from({ length: drainingInstances }, (): DaemonInstance => {
        const running = { isOld: false, isHealthy: true };
        return { status: 'DRAINING', matches: true, daemon: running, otherTasks: 0 };
      });
      const { starts, stops } = planDaemonPass([...active, ...draining], minimumHealthyPercent);
      const onDraining = drainingInstances - stops.filter((i) => i >= activeInstances).length;
      return { daemonTasks: starts.length + onDraining, daemonOnDraining: onDraining };
    },
  ),
);
