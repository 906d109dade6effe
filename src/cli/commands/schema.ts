import type { Command } from '../command.ts';

/** `ecsim schema`: the JSON Schema of scenario files. */
export const schemaCommand: Command<object> = {
  positionals: '',
  describe: 'Print the JSON Schema of scenario files, for editors',
  options: {},
  build: (yargs) =>
    yargs.example(
      '$0 > scenario.schema.json',
      'then "# yaml-language-server: $schema=./scenario.schema.json" as the first line of a scenario',
    ),
  run: printSchema,
};

async function printSchema(): Promise<void> {
  const [{ scenarioJsonSchema }, { writeOut }] = await Promise.all([
    import('../../scenario/json-schema.ts'),
    import('../../io/standard-output.ts'),
  ]);
  await writeOut(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
}
