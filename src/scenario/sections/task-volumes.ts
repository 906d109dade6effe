import * as z from 'zod';
import { flag, text } from '../shapes/fields.ts';
import { mapping, notModelled } from '../shapes/mapping.ts';

const ELSEWHERE =
  'Volumes of hosts (`host`) cost nothing and may stay; of the others only `configuredAtLaunch` is modelled.';
const UNMODELLED = [
  'dockerVolumeConfiguration',
  'efsVolumeConfiguration',
  's3filesVolumeConfiguration',
  'fsxWindowsFileServerVolumeConfiguration',
];

/** Storage of a task: what ECS makes at its launch, or a directory of its host, which changes nothing. */
export const volumesSchema = z.array(
  mapping(
    {
      name: text('the name of a volume', 255).describe('By which containers and launches name it.'),
      configuredAtLaunch: flag()
        .optional()
        .describe('Whether ECS makes it for each task, as `volumeConfigurations` says.'),
    },
    {
      aws: { shape: 'TaskDefinition', path: ['volumes'] },
      notModelled: notModelled(...UNMODELLED),
      hints: Object.fromEntries(UNMODELLED.map((name) => [name, ELSEWHERE])),
    },
  ),
);
