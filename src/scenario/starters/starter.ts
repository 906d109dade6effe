import { batchPiece, batchWork } from './batch.ts';
import { platformPieces } from './platforms.ts';
import { servicePiece } from './service.ts';
import { type TaskTrace, tracePiece } from './task-trace.ts';
import { type Traffic, trafficRate } from './traffic.ts';

/** Where the tasks of a new scenario run. */
export type StarterPlatform = 'fargate' | 'ec2';

/** What is run in it: a service with requests, batch tasks, or what a file recorded. */
export type StarterWork =
  | { readonly kind: 'service' }
  | { readonly kind: 'batch' }
  | { readonly kind: 'tasks'; readonly trace: TaskTrace }
  | { readonly kind: 'traffic'; readonly traffic: Traffic };

export interface StarterRequest {
  readonly name: string;
  readonly platform: StarterPlatform;
  readonly work: StarterWork;
}

/** The text of a new scenario that runs as it stands, commented for whoever goes on from there. */
export function starterText({ name, platform, work }: StarterRequest): string {
  const pieces = [
    headOf(name, platform, work),
    platformPieces(platform, instanceTypeOf(work)),
    work.kind === 'service' || work.kind === 'traffic'
      ? servicePiece(platform, rateOf(work))
      : work.kind === 'batch'
        ? `${batchPiece(platform)}${batchWork(platform)}`
        : tracePiece(platform, work.trace),
  ];
  return pieces.join('');
}

function headOf(name: string, platform: StarterPlatform, work: StarterWork): string {
  const where = platform === 'fargate' ? 'on Fargate' : 'on EC2';
  return `# A scenario of ecsim. Everything but the name of a key is yours to change; "ecsim validate" finds what is wrong.
name: ${JSON.stringify(name)}
description: ${WHAT[work.kind]} ${where}.
region: us-east-1
simulation:
  start: 2026-03-02T00:00:00Z # a Monday
${durationOf(work)}  seed: 1 # all that is random follows from it
`;
}

const WHAT: Readonly<Record<StarterWork['kind'], string>> = {
  service: 'A web service under requests that follow the day,',
  batch: 'Batch tasks at random over a day,',
  tasks: 'Recorded tasks',
  traffic: 'A web service under recorded requests,',
};

function durationOf(work: StarterWork): string {
  switch (work.kind) {
    case 'service':
      return `  duration: 1d\n${WARM_UP}`;
    case 'traffic':
      return trafficDuration(work.traffic.seconds);
    case 'batch':
    case 'tasks':
      return '  # without a duration a run ends when its last task has stopped\n';
    default:
      return work satisfies never;
  }
}

const WARM_UP = '  warmUp: 15m # simulated, but left out of every figure\n';

function trafficDuration(seconds: number): string {
  if (seconds >= 86_400) return `  duration: 1d # the first day of the recording\n${WARM_UP}`;
  return `  duration: ${seconds}s # the whole recording\n${seconds > 3600 ? WARM_UP : ''}`;
}

function rateOf(work: StarterWork): string {
  if (work.kind === 'traffic') return trafficRate(work.traffic);
  return 'rate: { diurnal: { mean: 120, amplitude: 80, peakAt: 12h } } # requests a second';
}

function instanceTypeOf(work: StarterWork): string {
  return work.kind === 'tasks' ? work.trace.instanceType : 'm5.large';
}
