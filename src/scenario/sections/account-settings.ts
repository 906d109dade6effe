import * as z from 'zod';
import { decodeList } from '../decode.ts';
import type { Findings } from '../findings.ts';
import { describeValue, type Path } from '../reading/problem.ts';
import { choice, text } from '../shapes/fields.ts';
import { mapping, withoutEffect } from '../shapes/mapping.ts';

const TRUNKING = 'awsvpcTrunking';
/** What AWS has beside it, none of which changes a simulation. */
const OTHER_NAMES = [
  'containerInsights',
  'containerInstanceLongArnFormat',
  'defaultLogDriverMode',
  'dualStackIPv6',
  'fargateEventWindows',
  'fargateFIPSMode',
  'fargateTaskRetirementWaitPeriod',
  'guardDutyActivate',
  'serviceLongArnFormat',
  'tagResourceAuthorization',
  'taskLongArnFormat',
] as const;

const VALUES: Readonly<Record<string, boolean>> = { enabled: true, disabled: false, on: true, off: false };

const accountSettingSchema = mapping(
  {
    name: choice([TRUNKING, ...OTHER_NAMES]).describe(
      'awsvpcTrunking: more tasks with a network interface of their own on instance types that support it.',
    ),
    value: text('the value of the setting', 100).describe('enabled or disabled.'),
  },
  { notModelled: withoutEffect('principalArn', 'type') },
);

/** The settings of the account, as PutAccountSetting takes and ListAccountSettings returns them. */
export const accountSettingsSchema: z.ZodArray<typeof accountSettingSchema> = z
  .array(accountSettingSchema)
  .describe('Settings of the AWS account, by name.');

/** Settings that change what is simulated. */
export interface AccountSettings {
  /** Off unless the account says otherwise, as in AWS (ecs: ). */
  readonly awsvpcTrunking: boolean;
}

/** Reads the settings; those without effect here are told in one warning. */
export function resolveAccountSettings(section: unknown, findings: Findings): AccountSettings {
  const decoded = decodeList(accountSettingSchema, section, ['accountSettings'], findings);
  const seen = new Set<string>();
  let awsvpcTrunking = false;
  for (const [i, setting] of decoded.entries()) {
    if (setting === null) continue;
    const { name, value } = setting;
    const path: Path = ['accountSettings', i];
    if (seen.has(name))
      findings.add([...path, 'name'], 'a setting that no other entry has', `${name} once more`);
    seen.add(name);
    if (name !== TRUNKING) continue;
    const state = Object.hasOwn(VALUES, value) ? VALUES[value] : undefined;
    if (state === undefined)
      findings.add([...path, 'value'], `one of ${Object.keys(VALUES).join(', ')}`, describeValue(value));
    awsvpcTrunking = state === true;
  }
  seen.delete(TRUNKING);
  if (seen.size > 0)
    findings.warn(
      'account-settings-without-effect',
      `Account settings without effect here: ${[...seen].sort().join(', ')}.`,
      seen.size,
    );
  return { awsvpcTrunking };
}
