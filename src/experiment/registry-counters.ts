import type { Counter } from '../billing/counters/counter.ts';
import { RegistryCounter } from '../billing/counters/registry-counter.ts';
import { SecretsCounter } from '../billing/counters/secrets-counter.ts';
import { StandingCounter } from '../billing/counters/standing-counter.ts';
import { imageSource } from '../billing/network/image-source.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { secretOf } from '../scenario/sections/secrets.ts';
import { standing } from './standing.ts';

/** What lies in registries: images in ECR of the region, secrets, names of tasks in Cloud Map. */
export function registryCounters(scenario: Scenario): Counter[] {
  const { taskDefinitions, services, billed, region } = scenario;
  const containers = taskDefinitions.flatMap((definition) => definition.containers);
  const images = new Map(
    containers
      .filter(({ image }) => imageSource(image, region).kind === 'service')
      .map(({ image, imageSizeMb }) => [image, Math.round(imageSizeMb * BYTES_A_MEGABYTE)]),
  );
  const secrets = new Set(containers.flatMap((container) => container.secrets.map(secretOf)));
  const things = [
    ...[...images.values()].map((bytes) => standing('ecr.gbMonth', bytes)),
    ...(secrets.size > 0 ? [standing('secrets.secretMonth', secrets.size)] : []),
  ].filter(({ count }) => count > 0);
  const registered = services.filter(({ discovery }) => discovery.kind === 'dns');
  const asked = taskDefinitions.map((definition) => [
    ...new Set(definition.containers.flatMap((container) => container.secrets)),
  ]);
  const secretsOf = asked.map(({ length }) => length);
  const encryptedOf = asked.map(
    (values) => values.filter((value) => billed.kmsSecrets.includes(secretOf(value))).length,
  );
  return [
    ...(things.length > 0 ? [new StandingCounter(things)] : []),
    ...(secrets.size > 0 ? [new SecretsCounter(secretsOf, encryptedOf)] : []),
    ...(registered.length > 0
      ? [new RegistryCounter(new Set(registered.map((each) => `${each.cluster}/${each.serviceName}`)))]
      : []),
  ];
}

const BYTES_A_MEGABYTE = 1e6;
