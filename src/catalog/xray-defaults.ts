/** The rule that X-Ray asks last, as every account has it: the first request of a second, and one in twenty of the others. */
export const XRAY_DEFAULT_RULE = { ruleName: 'Default', serviceName: '*', reservoir: 1, rate: 0.05 } as const;
