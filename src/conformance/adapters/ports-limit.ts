import * as z from 'zod';
import { reservedPorts } from '../../scenario/operations/register-container-instance.ts';
import { type Adapter, adapter, form, NOT_COVERED } from '../adapter.ts';
import { placeAll } from '../small-run.ts';

/** How many tasks, each with a host port of its own, one instance takes (ecs: ). */
export const portsLimit: Adapter = adapter(
  'ports-limit',
  form({ defaultReserved: z.int(), limit: z.int().min(0).max(1000) }, ({ defaultReserved, limit }) => {
    if (defaultReserved !== reservedPorts('LINUX').length) return NOT_COVERED;
    const tasks = Array.from({ length: limit + 1 }, (_, i) => ({
      name: `task${i}`,
      portMappings: [{ containerPort: 80, hostPort: FIRST_PORT + i }],
    }));
    return { userStaticPortsMax: placeAll([{}], tasks).tasksByInstance()[0] };
  }),
);

const FIRST_PORT = 8000;
