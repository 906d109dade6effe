import type { Outcome } from '../../src/experiment/outcome.ts';

/**
 * The tasks of every service as they stand at the end of each step, RUNNING + pending / desired, in columns side by side; only
 * rows in which something changed. The step is a minute in the scenarios that this is made of.
 */
export function minuteTable({ scenario, timeline: { columns } }: Outcome): string {
  const names = [...new Set(columns.name.filter((_, i) => columns.scope[i] === 'service'))].map(String);
  const cells = new Map<string, Map<string, string>>();
  for (const [i, scope] of columns.scope.entries()) {
    if (scope !== 'service') continue;
    const time = String(columns.time[i]);
    const row = cells.get(time) ?? new Map<string, string>();
    cells.set(
      time,
      row.set(String(columns.name[i]), `${columns.running[i]}+${columns.pending[i]}/${columns.desired[i]}`),
    );
  }
  const rows = [...cells].map(([time, row]) => [time.slice(11, 16), ...names.map((name) => row.get(name)!)]);
  const changes = rows.filter((row, i) => i === 0 || row.slice(1).join() !== rows[i - 1]!.slice(1).join());
  const lines = padded([['', ...names], ...changes]);
  return [`${scenario.name}: running + pending / desired at the end of the minute`, '', ...lines, ''].join(
    '\n',
  );
}

function padded(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
