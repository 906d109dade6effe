/** Values of `operatingSystemFamily` and `ecs.os-family`, as AWS's API has them. */
export const OS_FAMILIES = [
  'LINUX',
  'WINDOWS_SERVER_2016_FULL',
  'WINDOWS_SERVER_2019_CORE',
  'WINDOWS_SERVER_2019_FULL',
  'WINDOWS_SERVER_2004_CORE',
  'WINDOWS_SERVER_20H2_CORE',
  'WINDOWS_SERVER_2022_CORE',
  'WINDOWS_SERVER_2022_FULL',
  'WINDOWS_SERVER_2025_CORE',
  'WINDOWS_SERVER_2025_FULL',
] as const;

/** Those that Fargate has, as its platform versions 1.4.0 of Linux and 1.0.0 of Windows are described. */
export const FARGATE_OS_FAMILIES: readonly string[] = [
  'LINUX',
  'WINDOWS_SERVER_2019_CORE',
  'WINDOWS_SERVER_2019_FULL',
  'WINDOWS_SERVER_2022_CORE',
  'WINDOWS_SERVER_2022_FULL',
];

/** Linux distributions of container instances that differ here; to ECS both are LINUX. */
export const LINUX_DISTRIBUTIONS = ['AmazonLinux', 'Ubuntu'] as const;
export type LinuxDistribution = (typeof LINUX_DISTRIBUTIONS)[number];

/** What an instance boots, and what keeps some of its memory. */
export type OperatingSystem = LinuxDistribution | 'Windows';

export function operatingSystem(
  osFamily: string,
  linuxDistribution: LinuxDistribution | undefined,
): OperatingSystem {
  return isWindows(osFamily) ? 'Windows' : (linuxDistribution ?? 'AmazonLinux');
}

/** Whether an operating system family, or that of what does not name one, is Windows. */
export function isWindows(osFamily: string | null | undefined): boolean {
  return osFamily?.startsWith('WINDOWS') === true;
}
