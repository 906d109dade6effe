import { after, given, type Row } from './effect.ts';

/** Every way to state a rate over a run of two hours; a value of these series is a rate per `per`, such as 10m. */
export function seriesForms(key: string, per: string): Row[] {
  return formsOf(key, `, per: ${per}`, [`${key}.per=7s`]);
}

/** Every way to state values that are no rates. */
export function plainForms(key: string): Row[] {
  return formsOf(key, '', [{ change: `${key}.per=7s`, refusal: /no `per`/ }]);
}

function formsOf(key: string, per: string, perRows: readonly Row[]): Row[] {
  const stated = (form: string, ...changes: readonly string[]) =>
    given(`${key}={${form}${per}}`, ...changes.map((change) => `${key}.${change}`));
  return [
    ...after([`${key}={file: rate.csv, timeColumn: time, valueColumn: tasks${per}}`], perRows),
    ...stated(
      'file: rate.csv, timeColumn: time, valueColumn: tasks',
      'file=other-rate.csv',
      'timeColumn=later',
      'valueColumn=others',
      'scale=2',
      'repeat=true',
      'gaps=zero',
    ),
    ...stated('constant: 1', 'constant=2'),
    ...stated(
      'diurnal: {mean: 1, amplitude: 0.5, peakAt: 1h}',
      'diurnal.mean=2',
      'diurnal.amplitude=1',
      'diurnal.peakAt="13:30"',
      'diurnal.noise=0.5',
    ),
    ...stated('steps: [[0s, 1], [1h, 2]]', 'steps=[[0s, 1], [1h, 4]]'),
    ...given(`${key}=[{constant: 1${per}}]`, `${key}[1]={constant: 2${per}}`),
  ];
}
