import * as z from 'zod';
import { MAX_PLACEMENT_CONSTRAINTS } from '../../scenario/operations/published-figures.ts';
import { checkTaskDefinition } from '../../scenario/operations/register-task-definition.ts';
import { checkRunTask } from '../../scenario/operations/run-task.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

const count = z.int().min(0).max(1000);

/** How many constraints a task may have, those of its definition and of the call together (ecs: ). */
export const placementLimits: Adapter = adapter(
  'placement-limits',
  form({ taskDefinitionConstraints: count, runTaskConstraints: count }, (given) => {
    const definition = {
      containerDefinitions: [{ name: 'main', memory: 512 }],
      placementConstraints: constraints(given.taskDefinitionConstraints),
    };
    const problems = [
      ...checkTaskDefinition(definition),
      ...checkRunTask(
        { launchType: 'EC2', placementConstraints: constraints(given.runTaskConstraints) },
        definition,
      ),
    ];
    return { valid: problems.length === 0, max: MAX_PLACEMENT_CONSTRAINTS };
  }),
);

function constraints(length: number): { type: string; expression: string }[] {
  return Array.from({ length }, (_, i) => ({ type: 'memberOf', expression: `attribute:a${i} == b` }));
}
