/** The Availability Zones that a region stands for when a scenario names none: its first three by letter. */
export function zonesOf(region: string): readonly string[] {
  return ['a', 'b', 'c'].map((letter) => region + letter);
}

/** Every name that an Availability Zone of a region can have in some account, by letter. */
export function zoneNamesOf(region: string): readonly string[] {
  const count = Object.hasOwn(LETTERS, region) ? LETTERS[region]! : USUAL_LETTERS;
  return [...'abcdef'].slice(0, count).map((letter) => region + letter);
}

/** Letters that name zones in a region: from `a` on, so many. */
const USUAL_LETTERS = 3;

/**
 * Where there are more. Which letters an older account has of them is its own affair.
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
 */
const LETTERS: Readonly<Record<string, number>> = {
  'ap-northeast-1': 4,
  'ap-northeast-2': 4,
  'ca-central-1': 4,
  'us-east-1': 6,
  'us-west-2': 4,
};
