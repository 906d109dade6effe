import { after, type Effect, given, inScenario } from './effect.ts';
import { seriesForms } from './series-forms.ts';

const WEB = 'workloads[0].requests';
const QUEUE = 'workloads[2].requests.queue';
const CONNECT = 'services[1].serviceConnectConfiguration';
const API_PORT = 'taskDefinitions[0].containerDefinitions[0].portMappings[0]';

/** Callers of the second service know it by its proxies. */
const connected = (timeout = '') => `${CONNECT}={enabled: true, services: [{portName: api${timeout}}]}`;
/** They wait longer for it than its proxies do. */
const SLOW = 'workloads[1].requests.waitMsPerRequest=16000';
/** No other limit than that. */
const ROOMY = 'workloads[1].requests.maxConcurrentPerTask=5000';

/** Rows about requests, messages, and what they cost the tasks of services. */
export const LOAD_EFFECTS: readonly Effect[] = inScenario('loaded', [
  {
    change: 'workloads[0].service=other',
    before: ['services[3]={serviceName: other, taskDefinition: app, launchType: FARGATE, desiredCount: 4}'],
  },
  ...seriesForms(`${WEB}.rate`, '1s'),
  `${WEB}.noise=exact`,
  `${WEB}.cpuMsPerRequest=15`,
  ...given(`${WEB}.cpuMsPerRequest={constant: 20}`, `${WEB}.cpuMsPerRequest.constant=15`),
  ...given(`${WEB}.cpuMsPerRequest={exponential: {mean: 20}}`, `${WEB}.cpuMsPerRequest.exponential.mean=15`),
  ...given(
    `${WEB}.cpuMsPerRequest={lognormal: {mean: 20}}`,
    `${WEB}.cpuMsPerRequest.lognormal.mean=15`,
    `${WEB}.cpuMsPerRequest.lognormal.scv=9`,
  ),
  `${WEB}.waitMsPerRequest=100`,
  `${WEB}.memoryMibPerRequest=5`,
  `${WEB}.timeout=1s`,
  `${WEB}.maxConcurrentPerTask=3`,
  {
    change: `${WEB}.calls[0].service=other`,
    before: [
      'services[3]={serviceName: other, taskDefinition: app, launchType: FARGATE, desiredCount: 4}',
      'workloads[3]={service: other, requests: {rate: {constant: 5}, cpuMsPerRequest: 15}}',
    ],
  },
  `${WEB}.calls[0].perRequest=2`,
  ...seriesForms(`${QUEUE}.messages`, '1m'),
  `${QUEUE}.workMs=20000`,
  `${QUEUE}.visibilityTimeout=20m`,
  'services[1].serviceRegistries[0].registryArn="arn:aws:servicediscovery:us-east-1:123456789012:service/srv-api"',
  ...given(
    'services[1].serviceRegistries=[{registryArn: "arn:aws:servicediscovery:us-east-1:123456789012:service/srv-api"}]',
    'timings["dns.ttl"]=10m',
  ),
  ...after(
    [SLOW, ROOMY],
    [
      { change: `${CONNECT}.enabled=false`, before: [connected()] },
      {
        change: `${CONNECT}.services[0].timeout.perRequestTimeoutSeconds=30`,
        before: [connected(', timeout: {perRequestTimeoutSeconds: 10}')],
      },
      {
        change: `${API_PORT}.appProtocol=http`,
        before: [`${API_PORT}={name: api, containerPort: 8080}`, connected()],
      },
    ],
  ),
]);
