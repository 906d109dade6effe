import { after, delays, type Effect, inScenario, type Row } from './effect.ts';

const VOLUMES = 'taskDefinitions[0].volumes=[{name: disk, configuredAtLaunch: true}]';
const LAUNCH = (place: string, volume: string) =>
  `${place}.volumeConfigurations=[{name: disk, managedEBSVolume: {${volume}}}]`;

/** Everything about the volume that the tasks of a place get. */
function taskVolume(place: string): readonly Row[] {
  const configuration = `${place}.volumeConfigurations[0]`;
  const volume = `${configuration}.managedEBSVolume`;
  return after(
    [VOLUMES, LAUNCH(place, 'sizeInGiB: 10')],
    [
      {
        change: `${configuration}.name=other`,
        refusal: /volumeConfigurations\[0\]\.name: expected disk, received other/,
      },
      `${volume}.sizeInGiB=100`,
      `${volume}.volumeType=gp2`,
      `${volume}.iops=16000`,
      `${volume}.throughput=1000`,
    ],
  );
}

const STRATEGY = 'actions[3].updateService.capacityProviderStrategy';
const UPDATED =
  'actions[3]={at: 90m, updateService: {cluster: left, service: net, desiredCount: 8, capacityProviderStrategy: [{capacityProvider: FARGATE, weight: 1}, {capacityProvider: FARGATE_SPOT, weight: 3}]}}';

/** Rows about volumes of tasks, and about strategies that come later. */
export const VOLUME_EFFECTS: readonly Effect[] = [
  ...inScenario('queue', [
    ...taskVolume('workloads[0]'),
    ...after(
      [VOLUMES, LAUNCH('workloads[0]', 'sizeInGiB: 10')],
      ['workloads[0].volumeConfigurations[0].managedEBSVolume.terminationPolicy.deleteOnTermination=false'],
    ),
    ...after(
      [VOLUMES, LAUNCH('workloads[0]', 'sizeInGiB: 10'), 'timings={container.start: 5s}'],
      delays('ebs.attach'),
    ),
    {
      change: 'taskDefinitions[0].volumes[0].name=other',
      before: [VOLUMES, LAUNCH('workloads[0]', 'sizeInGiB: 10')],
      refusal: /volumeConfigurations\[0\]\.name: expected other, received disk/,
    },
    {
      change: 'taskDefinitions[0].volumes[0].configuredAtLaunch=false',
      before: [VOLUMES, LAUNCH('workloads[0]', 'sizeInGiB: 10')],
      refusal: /volumeConfigurations\[0\]\.name: expected none/,
    },
  ]),
  ...inScenario('serviceOfVolumes', taskVolume('services[0]')),
  ...inScenario(
    'services',
    after(
      [UPDATED],
      [
        {
          change: `${STRATEGY}[0].capacityProvider=FARGATE_SPOT`,
          along: [`${STRATEGY}[1].capacityProvider=FARGATE`],
        },
        `${STRATEGY}[1].base=6`,
        `${STRATEGY}[0].weight=9`,
      ],
    ),
  ),
];
