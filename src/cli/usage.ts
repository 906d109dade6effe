import { nearestName } from '../scenario/reading/problem.ts';

/** The arguments as they were given, and what could have been given. */
export interface UsageContext {
  readonly args: readonly string[];
  /** Name of the command; `undefined` when there is none of that name. */
  readonly command: string | undefined;
  readonly commands: readonly string[];
  /** What the command cannot do without, when it is no file. */
  readonly missing?: string | undefined;
  /** Options of the command, without dashes. */
  readonly options: readonly string[];
}

/** What yargs complains about, in sentences; the last one says where to read more. */
export function explainUsage(message: string, context: UsageContext): string {
  const help = context.command === undefined ? 'ecsim --help' : `ecsim ${context.command} --help`;
  return `${explain(message.trim(), context)} See "${help}".`;
}

function explain(message: string, context: UsageContext): string {
  const { args, command, commands } = context;
  const first = args.find((arg) => !arg.startsWith('-')) ?? args[0];
  if (command === undefined) {
    const expected = `expected a command (${commands.join(', ')})`;
    if (first === undefined) return `ecsim: ${expected}, received none.`;
    return `ecsim: ${expected}, received "${first}".${suggest(nearestName(first, commands))}`;
  }
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/m.exec(message)?.[1];
  if (unknown !== undefined) return explainUnknown(unknown.split(', '), context);
  const missing = /^Not enough arguments following: (.*)$/m.exec(message)?.[1];
  if (missing !== undefined) return `--${missing}: expected a value, received nothing.`;
  const values = /Argument: (\S+), Given: (.*), Choices: (.*)$/m.exec(message);
  if (values !== null) {
    const [, name = '', received, choices] = values;
    const where = context.options.includes(name) ? `--${name}` : `ecsim ${command}`;
    return `${where}: expected one of ${choices}, received ${received}.`;
  }
  if (message.startsWith('Not enough non-option arguments'))
    return `ecsim ${command}: expected ${context.missing ?? 'the name of a file'}, received nothing.`;
  return /[.?!]$/.test(message) ? message : `${message}.`;
}

function explainUnknown(names: readonly string[], { args, command, options }: UsageContext): string {
  const given = new Set(args.filter((arg) => arg.startsWith('-')).map(optionName));
  // yargs names an option in camel case, too.
  const camel = new Set([...given].map((name) => name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase())));
  const words = names.filter((name) => !given.has(name) && !camel.has(name)).map((name) => `"${name}"`);
  const sentences = names
    .filter((name) => given.has(name))
    .map((name) => {
      const nearest = nearestName(name, options);
      const dashes = name.length === 1 ? '-' : '--';
      return `ecsim ${command}: ${dashes}${name} is no option of it.${suggest(nearest === null ? null : `--${nearest}`)}`;
    });
  if (words.length > 0)
    sentences.push(`ecsim ${command}: expected nothing more, received ${words.join(', ')}.`);
  return sentences.join(' ');
}

function optionName(arg: string): string {
  return arg.replace(/^-+/, '').split('=')[0]!;
}

function suggest(name: string | null): string {
  return name === null ? '' : ` Did you mean ${name}?`;
}
