import * as z from 'zod';
import { DEPENDENCY_CONDITIONS } from '../../policies/containers/dependency.ts';
import { checkTaskDefinition } from '../../scenario/operations/register-task-definition.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Whether RegisterTaskDefinition takes a container that depends on another (ecs: ). */
export const dependsOn: Adapter = adapter(
  'depends-on',
  form(
    {
      condition: z.enum(DEPENDENCY_CONDITIONS),
      dependencyEssential: z.boolean().optional(),
      dependencyHasHealthCheck: z.boolean().optional(),
    },
    ({ condition, dependencyEssential, dependencyHasHealthCheck }) => {
      const dependency = {
        name: 'dependency',
        memory: 512,
        essential: dependencyEssential,
        healthCheck: dependencyHasHealthCheck === true ? {} : null,
      };
      const main = { name: 'main', memory: 512, dependsOn: [{ containerName: 'dependency', condition }] };
      return { valid: checkTaskDefinition({ containerDefinitions: [dependency, main] }).length === 0 };
    },
  ),
);
