import { taskKeys } from './platforms.ts';
import type { StarterPlatform } from './starter.ts';

/** What a batch task is. */
export function batchPiece(platform: StarterPlatform): string {
  return `
taskDefinitions:
  - family: job
    cpu: "512" # half a vCPU
    memory: "1024"
${taskKeys(platform)}    containerDefinitions:
      - { name: job, image: example/job, essential: true }
images: { example/job: { sizeMb: 300 } } # to be pulled at each start
`;
}

/** When it comes and how long it takes. */
export function batchWork(platform: StarterPlatform): string {
  return `workloads:
  - taskDefinition: job
    cluster: main
    arrivals: { poisson: { perHour: 30 }, until: 1d }
    duration: { lognormal: { mean: 6m, p95: 15m } } # drawn for each task
    # duration: { between: [4m, 8m] } # not known for certain: drawn for each seed
${platform === 'ec2' ? '    placementStrategy: [{ type: binpack, field: memory }]\n' : ''}# assertions: # the run fails (exit 1) when one does not hold
#   - { that: tasks.wait.p95, atMost: 5m }
#   - { that: cost.total, atMost: 10 }
`;
}
