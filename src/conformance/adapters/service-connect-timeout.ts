import * as z from 'zod';
import { IDLE_TIMEOUT_SECONDS } from '../../catalog/discovery-settings.ts';
import { checkServiceConnect } from '../../scenario/operations/service-connect.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** The time-outs of a port of Service Connect by what it speaks (ecs: ). */
export const serviceConnectTimeout: Adapter = adapter(
  'service-connect-timeout',
  form({ appProtocol: z.enum(['TCP', 'HTTP', 'HTTP2', 'GRPC']) }, ({ appProtocol }) => {
    // A port mapping that names none speaks TCP.
    const isTcp = appProtocol === 'TCP';
    const port = { name: 'port', appProtocol: isTcp ? null : appProtocol.toLowerCase() };
    const definition = { containerDefinitions: [{ name: 'main', portMappings: [port] }] };
    const service = { portName: port.name, timeout: { perRequestTimeoutSeconds: 5 } };
    return {
      idleTimeoutSeconds: isTcp ? IDLE_TIMEOUT_SECONDS.tcp : IDLE_TIMEOUT_SECONDS.http,
      perRequestTimeoutAllowed: checkServiceConnect([service], definition).length === 0,
    };
  }),
);
