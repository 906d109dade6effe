/** What a command's end says to whoever started it. Signals end it with 128 and their number. */
export const ExitCode = {
  done: 0,
  /** An assertion of the scenario, or a worked example, did not hold. */
  assertionFailed: 1,
  /** What the user gave is wrong. */
  wrongInput: 2,
  /** A defect of ours. */
  defect: 70,
  /** The machine refused: disk full, folder not writable. */
  refused: 74,
} as const satisfies Readonly<Record<string, number>>;

/** For the end of a command's help. */
export const EXIT_CODES_HELP: string = `Exit codes: ${ExitCode.done} done, ${ExitCode.assertionFailed} an assertion did not hold, ${ExitCode.wrongInput} the input is wrong, ${ExitCode.defect} a defect of ecsim, ${ExitCode.refused} the machine refused (disk full, folder not writable), 130 SIGINT, 143 SIGTERM.`;
