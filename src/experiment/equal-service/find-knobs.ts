import { field, inside, listIn, numberIn, textIn } from '../across/document.ts';
import { clusterNames } from '../across/launched.ts';
import type { Knob } from './knob.ts';

/** Half as many targets again are never of use: at 10 % a fleet is ten times what its tasks need. */
const LOWEST_TARGET = 10;
/** Percent by which the search first steps down. */
const TARGET_STEP = 10;
/** Instances that are tried where nothing says how many there could be. */
const MOST_INSTANCES = 1024;
/** So many times what a fleet without bounds had at its peak is tried. */
const TIMES_PEAK = 4;
const FEW = 16;

/**
 * What decides how many instances a document has: how many are registered, or the target of managed scaling and, when no target is
 * enough, the sizes below which groups do not go. `peak`: instances that a fleet without bounds had at most; `null`: not known.
 */
export function instanceKnobs(document: unknown, peak: number | null): Knob[] {
  const fixed = fixedKnob(document, peak);
  if (fixed !== null) return [fixed];
  const scaled = listIn(document, 'capacityProviders').flatMap((provider, i) =>
    textIn(inside(provider, 'autoScalingGroupProvider', 'managedScaling'), 'status')?.toUpperCase() ===
    'ENABLED'
      ? [{ i, provider }]
      : [],
  );
  const most = mostInstances(peak);
  const groups = listIn(document, 'autoScalingGroups');
  if (scaled.length === 0) return groups.length === 0 ? [] : [groupKnob(groups, most, peak)];
  const targets = scaled.map(
    ({ i }) => `capacityProviders[${i}].autoScalingGroupProvider.managedScaling.targetCapacity`,
  );
  return [
    {
      variable: 'managedScaling.targetCapacity',
      range: { first: 0, last: 100 - LOWEST_TARGET, start: 0, step: TARGET_STEP },
      valueAt: (level) => 100 - level,
      settingsAt: (level) => targets.map((path) => `${path}=${100 - level}`),
    },
    groupKnob(groups, most, peak),
  ];
}

/** Sizes below which no group goes; together with what else each of them says of its size. */
function groupKnob(groups: readonly unknown[], most: number, peak: number | null): Knob {
  const path = (i: number, key: string) => `autoScalingGroups[${i}].${key}`;
  return {
    variable: groups.length === 1 ? path(0, 'minSize') : 'minSize of each group',
    range: { first: 1, last: most, start: Math.min(most, peak ?? 1), step: peak ?? 1 },
    valueAt: (level) => level,
    settingsAt: (level) =>
      groups.flatMap((group, i) => [
        `${path(i, 'minSize')}=${level}`,
        ...(level > (numberIn(group, 'maxSize') ?? level) ? [`${path(i, 'maxSize')}=${level}`] : []),
        ...(level > (numberIn(group, 'desiredCapacity') ?? level)
          ? [`${path(i, 'desiredCapacity')}=${level}`]
          : []),
      ]),
  };
}

/** Only of one fleet it can be told which is to grow. */
function fixedKnob(document: unknown, peak: number | null): Knob | null {
  const fleets = listIn(document, 'clusters').flatMap((cluster, i) =>
    listIn(cluster, 'containerInstances').map((entry, k) => ({
      entry,
      path: `clusters[${i}].containerInstances[${k}]`,
    })),
  );
  const [only, ...others] = fleets;
  if (only === undefined || others.length > 0 || listIn(document, 'autoScalingGroups').length > 0)
    return null;
  if (field(only.entry, 'file') !== undefined) return null;
  const count = numberIn(only.entry, 'count') ?? 1;
  const most = Math.max(mostInstances(peak), TIMES_PEAK * count);
  const start = Math.max(1, peak ?? count);
  return {
    variable: `${only.path}.count`,
    range: { first: 1, last: most, start: Math.min(most, start), step: Math.max(1, Math.ceil(start / 4)) },
    valueAt: (level) => level,
    settingsAt: (level) => [`${only.path}.count=${level}`],
  };
}

function mostInstances(peak: number | null): number {
  return peak === null ? MOST_INSTANCES : Math.max(FEW, TIMES_PEAK * peak);
}

/** Tasks more of the services, which have as many as before at level 0; `names` are `cluster/name`. */
export function serviceKnob(document: unknown, names: readonly string[]): Knob | null {
  const clusters = clusterNames(document);
  const services = listIn(document, 'services').flatMap((service, i) => {
    const cluster = textIn(service, 'cluster') ?? textIn(service, 'clusterArn') ?? clusters[0]!;
    const name = textIn(service, 'serviceName') ?? '';
    const isMeant = names.some((each) => each === `${cluster}/${name}`);
    // An uncertain number has none more than itself.
    const isCertain =
      field(service, 'desiredCount') === undefined || numberIn(service, 'desiredCount') !== undefined;
    return isMeant && isCertain ? [{ i, name, cluster, count: numberIn(service, 'desiredCount') ?? 0 }] : [];
  });
  if (services.length === 0) return null;
  const targets = listIn(document, 'scalableTargets').flatMap((target, i) =>
    services.some(({ cluster, name }) => textIn(target, 'resourceId') === `service/${cluster}/${name}`)
      ? [{ i, least: numberIn(target, 'minCapacity') ?? 0, most: numberIn(target, 'maxCapacity') ?? 0 }]
      : [],
  );
  const counts = services.map(({ i, count }) => ({ path: `services[${i}].desiredCount`, count }));
  const bounds = targets.map(({ i, least }) => ({ path: `scalableTargets[${i}].minCapacity`, count: least }));
  const [shown] = bounds.length > 0 ? bounds : counts;
  const largest = Math.max(...[...counts, ...bounds].map(({ count }) => count));
  return {
    variable: shown!.path,
    range: { first: 1, last: Math.max(FEW, TIMES_PEAK * largest), start: 1, step: 1 },
    valueAt: (level) => shown!.count + level,
    settingsAt: (level) => [
      ...counts.map(({ path, count }) => `${path}=${count + level}`),
      ...targets.flatMap(({ i, least, most }) => [
        ...(least + level > most ? [`scalableTargets[${i}].maxCapacity=${least + level}`] : []),
        `scalableTargets[${i}].minCapacity=${least + level}`,
      ]),
    ],
  };
}
