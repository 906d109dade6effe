import { field, listIn, textIn } from './document.ts';

/** Keys of a container that Fargate refuses and nothing here reads ("Task definition differences for Fargate" of AWS's guide). */
const REFUSED_OF_CONTAINERS = [
  'disableNetworking',
  'dnsSearchDomains',
  'dnsServers',
  'dockerSecurityOptions',
  'extraHosts',
  'links',
  'privileged',
];

/** What Fargate would refuse of a task definition as it is stated, beyond what RegisterTaskDefinition checks of modelled keys. */
export function fargateKeyProblems(definition: unknown): string[] {
  const problems = listIn(definition, 'containerDefinitions').flatMap((container) => {
    const name = textIn(container, 'name') ?? '';
    const refused = REFUSED_OF_CONTAINERS.filter((key) => isMeant(field(container, key)));
    return refused.map((key) => `Fargate does not take \`${key}\` (container ${name})`);
  });
  for (const key of ['ipcMode', 'pidMode'])
    if (textIn(definition, key) === 'host') problems.push(`Fargate does not take \`${key}: host\``);
  for (const volume of listIn(definition, 'volumes')) {
    const ofHost = textIn(field(volume, 'host'), 'sourcePath') !== undefined;
    if (ofHost || field(volume, 'dockerVolumeConfiguration') !== undefined)
      problems.push(`volume ${textIn(volume, 'name') ?? ''} lies on the instance, and Fargate has none`);
  }
  return problems;
}

function isMeant(value: unknown): boolean {
  return (
    value !== undefined && value !== false && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}
