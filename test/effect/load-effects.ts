import { after, type Effect, given, inScenario } from './effect.ts';
import { seriesForms } from './series-forms.ts';

const WEB = 'workloads[0].requests';
const QUEUE = 'workloads[1].requests.queue';
const CONNECT = 'services[1].serviceConnectConfiguration';
const API_PORT = 'taskDefinitions[0].containerDefinitions[0].portMappings[0]';
const REGISTRY = 'arn:aws:servicediscovery:us-east-1:123456789012:service/srv-api';

/** The called service is found by its proxies, which wait for an answer no longer than they are told to. */
const connected = (timeout = '') => `${CONNECT}={enabled: true, services: [{portName: api${timeout}}]}`;

/** It takes longer than the proxies wait, and turns nobody away. */
const SLOW = [
  'workloads[1].requests.waitMsPerRequest=16000',
  'workloads[1].requests.maxConcurrentPerTask=5000',
];

/** Rows about requests, messages, and what they cost the tasks of services. */
export const LOAD_EFFECTS: readonly Effect[] = [
  ...inScenario('offered', [
    ...seriesForms(`${WEB}.rate`, '1s'),
    `${WEB}.noise=exact`,
    `${WEB}.cpuMsPerRequest=15`,
    ...given(`${WEB}.cpuMsPerRequest={constant: 20}`, `${WEB}.cpuMsPerRequest.constant=15`),
    ...given(
      `${WEB}.cpuMsPerRequest={exponential: {mean: 20}}`,
      `${WEB}.cpuMsPerRequest.exponential.mean=15`,
    ),
    ...given(
      `${WEB}.cpuMsPerRequest={lognormal: {mean: 20}}`,
      `${WEB}.cpuMsPerRequest.lognormal.mean=15`,
      `${WEB}.cpuMsPerRequest.lognormal.scv=9`,
    ),
    `${WEB}.waitMsPerRequest=100`,
    `${WEB}.memoryMibPerRequest=5`,
    `${WEB}.timeout=1s`,
    `${WEB}.maxConcurrentPerTask=3`,
    ...seriesForms(`${QUEUE}.messages`, '1m'),
    `${QUEUE}.workMs=20000`,
    `${QUEUE}.visibilityTimeout=20m`,
  ]),

  ...inScenario('calling', [
    'workloads[0].service=other',
    {
      change: `${WEB}.calls[0].service=other`,
      before: ['workloads[2]={service: other, requests: {rate: {constant: 5}, cpuMsPerRequest: 15}}'],
    },
    `${WEB}.calls[0].perRequest=2`,
    `services[1].serviceRegistries[0].registryArn="${REGISTRY}"`,
    ...given(`services[1].serviceRegistries=[{registryArn: "${REGISTRY}"}]`, 'timings["dns.ttl"]=5m'),
    ...after(SLOW, [
      ...given(connected(), `${CONNECT}.enabled=false`),
      ...given(
        connected(', timeout: {perRequestTimeoutSeconds: 10}'),
        `${CONNECT}.services[0].timeout.perRequestTimeoutSeconds=30`,
      ),
      {
        change: `${API_PORT}.appProtocol=http`,
        before: [`${API_PORT}={name: api, containerPort: 8080}`, connected()],
      },
    ]),
  ]),
];
