/** State of a CloudWatch alarm. */
export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** Whether a deployment heeds its alarms: none of them, all through it, if one was in ALARM as it began (ecs: ). */
export function monitorsAlarms(statesAtStart: readonly AlarmState[]): boolean {
  return statesAtStart.length > 0 && !statesAtStart.includes('ALARM');
}

/** Whether its alarms fail a deployment, at any time until its bake time is over (ecs: ). */
export function failsByAlarm(isMonitored: boolean, states: readonly AlarmState[]): boolean {
  return isMonitored && states.includes('ALARM');
}
