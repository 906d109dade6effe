import type { Findings } from '../findings.ts';
import { FIRST_EPHEMERAL_PORT } from '../operations/published-figures.ts';
import { reservedPorts } from '../operations/register-container-instance.ts';
import type { HostPort } from '../scenario.ts';

/** Fixed host ports that no instance gives, and those that AWS advises against (ecs: ). */
export function warnOfHostPorts(
  label: string,
  hostPorts: readonly HostPort[],
  osFamily: string | null,
  findings: Findings,
): void {
  const reserved = reservedPorts(osFamily ?? 'LINUX');
  const lost = hostPorts.filter(({ port, protocol }) => protocol === 'tcp' && reserved.includes(port));
  if (lost.length > 0)
    findings.warn(
      'host-port-reserved',
      `Task definition ${label} asks for host ports that every container instance keeps for itself (${listOf(lost)}): no instance will take its tasks.`,
      lost.length,
    );
  const ephemeral = hostPorts.filter((port) => port.port >= FIRST_EPHEMERAL_PORT && !lost.includes(port));
  if (ephemeral.length > 0)
    findings.warn(
      'host-port-ephemeral',
      `Task definition ${label} fixes host ports from ${FIRST_EPHEMERAL_PORT} up (${listOf(ephemeral)}), where an instance takes its dynamic ones from: AWS advises against it, and collisions with dynamic ports are not modelled.`,
      ephemeral.length,
    );
}

function listOf(ports: readonly HostPort[]): string {
  return ports.map(({ port, protocol }) => `${port}/${protocol}`).join(', ');
}
