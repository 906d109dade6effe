import * as z from 'zod';
import { monitorsAlarms } from '../../policies/deployment/deployment-alarms.ts';
import { type Adapter, adapter, form } from '../adapter.ts';

/** Whether a deployment heeds its alarm, by the alarm's state as it begins (ecs: ). */
export const alarmAtStart: Adapter = adapter(
  'alarm-at-start',
  form(
    { alarmStateAtDeploymentStart: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']) },
    ({ alarmStateAtDeploymentStart }) => ({ alarmsMonitored: monitorsAlarms([alarmStateAtDeploymentStart]) }),
  ),
);
