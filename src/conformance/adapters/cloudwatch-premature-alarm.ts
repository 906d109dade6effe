import { type Adapter, adapter, form } from '../adapter.ts';
import { alarmSettings, onlyState, pattern, statesAfter } from '../alarm-states.ts';

/** Whether few data points are enough for ALARM; if they are not, that is the state that it is not in (scaling: ). */
export const cloudwatchPrematureAlarm: Adapter = adapter(
  'cloudwatch-premature-alarm',
  form({ ...alarmSettings, pattern }, ({ pattern: points, ...settings }) => {
    const states = statesAfter(points, settings);
    const isEverAlarm = Object.values(states).includes('ALARM');
    return { state: onlyState(states), stateNot: isEverAlarm ? null : 'ALARM' };
  }),
);
