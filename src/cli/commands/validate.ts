import { abortOnSignals } from '../../io/signals.ts';
import type { Command } from '../command.ts';
import { EXIT_CODES_HELP } from '../exit-code.ts';
import {
  SCENARIO_OPTIONS,
  SCENARIO_POSITIONAL,
  type ScenarioArguments,
  scenarioOptions,
} from '../scenario-options.ts';

interface ValidateArguments extends ScenarioArguments {
  readonly scenario: string;
}

/** `ecsim validate`: all problems of a scenario, nothing run. */
export const validateCommand: Command<ValidateArguments> = {
  positionals: '<scenario>',
  describe: 'Show all problems of a scenario without running it',
  options: SCENARIO_OPTIONS,
  build: (yargs) =>
    yargs
      .positional('scenario', SCENARIO_POSITIONAL)
      .options(SCENARIO_OPTIONS)
      .example('$0 scenario.yaml', 'every problem as file:line:column: path: what was expected')
      .example('generate | $0 -', 'the same for standard input')
      .epilogue(EXIT_CODES_HELP),
  run: validate,
};

async function validate(given: ValidateArguments): Promise<void> {
  const options = scenarioOptions(given, abortOnSignals());
  const [{ readScenario }, { writeOut }, { uncertainTable }, { textWidth }] = await Promise.all([
    import('../../io/read-scenario.ts'),
    import('../../io/standard-output.ts'),
    import('../../reporters/text/uncertain-table.ts'),
    import('../print-outcome.ts'),
  ]);
  const { scenario } = await readScenario(given.scenario, options);
  const warnings = scenario.warnings.map(({ message }) => `  warning: ${message}\n`);
  const uncertain = uncertainTable(scenario.uncertain, textWidth()).map((line) => `${line.trimEnd()}\n`);
  await writeOut(`${given.scenario}: no problems.\n${warnings.join('')}${uncertain.join('')}`);
}
