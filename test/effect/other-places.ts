import { type Effect, given, inScenario } from './effect.ts';
import { UNCERTAIN } from './uncertain-effects.ts';

/** Rows about keys that have one already, where they do something else. */
export const OTHER_PLACES: readonly Effect[] = [
  ...inScenario('offered', [
    // Beside requests, which have the rest; and of a service that nothing comes to.
    'workloads[0].usage.cpu=0.2',
    'workloads[0].usage.memory=0.5',
    ...given(
      'workloads[1]={service: worker, usage: {cpu: 0.2}}',
      'workloads[1].usage.cpu=0.3',
      'workloads[1].usage.memory=0.5',
    ),
  ]),
  ...inScenario('routed', [
    'workloads[0].usage.cpu=0.5',
    { change: 'workloads[0].requests.cpuMsPerRequest=40', before: ['workloads[0].usage.cpu=0.2'] },
    'speed.m5=2',
    'speed.x86_64=2',
  ]),
  ...inScenario('weighted', [
    // A service behind it that says for itself what its requests cost.
    'workloads[1]={service: canary, requests: {cpuMsPerRequest: 30}}',
    'workloads[0].usage.cpu=0.3',
  ]),
  ...inScenario('fargate', UNCERTAIN),
  ...inScenario('trace', ['workloads[0].usage.cpu=0.5', 'workloads[0].usage.memory=0.5']),
  ...inScenario('ideal', [
    'workloads[0].usage.cpu=0.5',
    'workloads[0].usage.memory=0.5',
    ...given(
      'workloads[0]={taskDefinition: "job:1", arrivals: {every: 5m}, work: {vcpuSeconds: 4m}}',
      'workloads[0].usage.cpu=0.5',
      'workloads[0].work.vcpuSeconds=6m',
    ),
  ]),
  ...inScenario('fargate', [
    ...given(
      'workloads[0]={taskDefinition: job, launchType: FARGATE, arrivals: {every: 5m}, work: {vcpuSeconds: 4m}}',
      'workloads[0].work.vcpuSeconds=6m',
      'workloads[0].usage.cpu=0.5',
      'speed.fargate=2',
    ),
    {
      change: 'speed.arm64=2',
      before: [
        'workloads=[{taskDefinition: job, launchType: FARGATE, arrivals: {every: 5m}, work: {vcpuSeconds: 4m}}]',
        'taskDefinitions[0].runtimePlatform.cpuArchitecture=ARM64',
        'actions=[]',
      ],
    },
  ]),
  ...inScenario('working', [
    // More than a task reserves, up to its limit; beyond that the kernel kills it.
    ...given(
      'taskDefinitions[0].containerDefinitions[0].memoryReservation=512',
      'workloads[0].usage.memory=2',
      'workloads[0].usage.memory=3',
    ),
  ]),
];
