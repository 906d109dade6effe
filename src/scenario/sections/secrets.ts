import * as z from 'zod';
import { text } from '../shapes/fields.ts';
import { mapping } from '../shapes/mapping.ts';

/** What a container is given as environment variables, as RegisterTaskDefinition takes it. */
export const secretsSchema = z.array(
  mapping(
    {
      name: text('a name', 255).describe('Name of the variable.'),
      valueFrom: text('an ARN, or the name of a parameter', 2048).describe(
        'A secret of Secrets Manager, which is billed, or a parameter of Systems Manager, which is not.',
      ),
    },
    { aws: { shape: 'ContainerDefinition', path: ['secrets'] }, checkedOnly: ['name'] },
  ),
);

const SECRET = /^arn:[^:]+:secretsmanager:/;
/** Parts of the ARN of a secret; behind them stand a key of its JSON, a stage and a version. */
const ARN_PARTS = 7;

/** What of it Secrets Manager is asked for. */
export function resolveSecrets(stated: z.output<typeof secretsSchema> = []): string[] {
  return stated.map(({ valueFrom }) => valueFrom).filter((valueFrom) => SECRET.test(valueFrom));
}

/** The secret that a value is of. */
export function secretOf(valueFrom: string): string {
  return valueFrom.split(':').slice(0, ARN_PARTS).join(':');
}
