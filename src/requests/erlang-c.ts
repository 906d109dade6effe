/**
 * Probability that a request of a task with `cores` finds them all busy and is slowed down (M/M/c, Erlang C): by PASTA it
 * sees the steady state, which for evenly shared cores does not depend on the distribution of work (autoscaling: ). For a
 * fraction of a core beyond whole ones, the probability that its share of them is less than a core. `utilisation` is
 * from 0 to below 1; a task with less than one core is one slower core (autoscaling: ).
 */
export function erlangC(cores: number, utilisation: number): number {
  if (cores <= 1) return utilisation;
  const whole = Math.floor(cores);
  const load = cores * utilisation;
  // Erlang B from one core to all: the probability that all are busy if who finds them so goes away.
  let blocked = 1;
  for (let n = 1; n <= whole; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked / ((1 - blocked) * (1 - utilisation) + blocked);
}
