/** What is placed: a task of RunTask, or of a service with `schedulingStrategy` REPLICA or DAEMON. */
export type PlacedKind = 'standalone' | 'service' | 'daemon';

/** One step as a scenario states it: `field` is empty, `instanceId`, or an attribute's name. */
interface DefaultStrategy {
  readonly type: 'spread' | 'random';
  readonly field: string;
}

/**
 * The strategies that ECS goes by when none is given (ecs: and the table of defaults by launch type). Before a placement
 * they are read as they stand; which task a scale-in stops they say, too, by their opposite (ecs: ).
 */
export function defaultStrategies(
  kind: PlacedKind,
  launchType: 'EC2' | 'FARGATE' | 'EXTERNAL',
): readonly DefaultStrategy[] {
  if (kind === 'daemon') return [];
  if (launchType === 'FARGATE') return [SPREAD_ZONES];
  return kind === 'service' ? [SPREAD_ZONES, SPREAD_INSTANCES] : [RANDOM];
}

const SPREAD_ZONES: DefaultStrategy = { type: 'spread', field: 'ecs.availability-zone' };
/** The fewest tasks of the service on the instance. */
const SPREAD_INSTANCES: DefaultStrategy = { type: 'spread', field: 'instanceId' };
const RANDOM: DefaultStrategy = { type: 'random', field: '' };
