import { between, type Figure, type Measurement } from './measurement.ts';
import { summarise } from './summary.ts';

/** Seconds from createdAt to RUNNING. */
const TEN_STARTS = [61, 59, 53, 59, 62, 55, 55, 56, 56, 53];

/** Single tasks on Fargate from createdAt to RUNNING (ecs: ); pulls only where the size of the image is known. */
export const fargateStarts: readonly Measurement[] = [
  {
    id: 'ecs:X-9.1',
    source: "AWS's sample event of Fargate 1.4.0, 0.25 vCPU, 2025 (ecs_task_events.html)",
    assumed: '',
    scenario: start(0),
    seeds: 1,
    figures: samples({ provision: 3.313, host: 6.972, containers: 0.832 }),
  },
  {
    id: 'ecs:X-9.3',
    source: "AWS's sample event of Fargate 1.3.0, 0.25 vCPU, 2020 (ecs_cwe_events.md)",
    assumed: '',
    scenario: start(0),
    seeds: 1,
    figures: samples({ provision: 4.051, host: 13.65, containers: 3 }),
  },
  {
    id: 'ecs:X-9.6',
    source: 'users of Fargate, 900 MB image in ECR of the same Region (containers-roadmap 696)',
    assumed: '0.25 vCPU',
    scenario: start(900),
    seeds: 1,
    figures: [
      {
        what: 'PENDING to RUNNING',
        measured: 70,
        summary: 'median',
        valuesOf: between('connectivityAt', 'startedAt'),
        usedFor: ['pull.fargate'],
      },
    ],
  },
  {
    id: 'ecs:X-9.9',
    source: 'ten starts on Fargate, 413 MB image through NAT, 2024 (elasticscale.com)',
    assumed: '0.25 vCPU',
    scenario: start(413),
    seeds: 1,
    figures: (['mean', 'standard deviation'] as const).map((summary) => ({
      what: summary === 'mean' ? 'created to RUNNING, mean' : 'standard deviation of that',
      measured: summarise(summary, TEN_STARTS),
      summary,
      valuesOf: between('createdAt', 'startedAt'),
      usedFor: ['pull.fargate'],
    })),
  },
];

/** The three waits of a start beside the pull, seconds. */
function samples(measured: { provision: number; host: number; containers: number }): Figure[] {
  return [
    {
      what: 'created to connected',
      measured: measured.provision,
      summary: 'median',
      valuesOf: between('createdAt', 'connectivityAt'),
      usedFor: ['fargate.provision'],
    },
    {
      what: 'connected to pull start',
      measured: measured.host,
      summary: 'median',
      valuesOf: between('connectivityAt', 'pullStartedAt'),
      usedFor: ['fargate.host'],
    },
    {
      what: 'pulled to RUNNING',
      measured: measured.containers,
      summary: 'median',
      valuesOf: between('pullStoppedAt', 'startedAt'),
      usedFor: ['container.start'],
    },
  ];
}

function start(imageMb: number): string {
  return `
name: fargate-start
taskDefinitions:
  - family: web
    cpu: "256"
    memory: "512"
    networkMode: awsvpc
    requiresCompatibilities: [FARGATE]
    containerDefinitions: [{ name: web, image: web }]
images: { web: { sizeMb: ${imageMb} } }
clusters: [{ clusterName: main }]
workloads:
  - { cluster: main, taskDefinition: web, launchType: FARGATE, arrivals: { burst: { at: 0s, count: 200 } }, duration: 1m }
`;
}
