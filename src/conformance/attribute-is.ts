import type { PlacementConstraintSpec } from '../scenario/scenario.ts';

/** The constraint that an instance's attribute has the value, whatever the characters of the value. */
export function attributeIs(attribute: string, value: string): PlacementConstraintSpec {
  const query = { kind: 'test', subject: 'attribute', attribute, operator: '==', values: [value] } as const;
  return { type: 'memberOf', expression: `attribute:${attribute} == "${value}"`, query };
}
