/** How fast a bucket of tokens empties and fills (ecs: ). */
export interface TokenRate {
  /** Tokens that it holds at most, and at first. */
  readonly capacity: number;
  /** Tokens that come back in each `perSeconds`, evenly over its seconds. */
  readonly refill: number;
  /** Whole seconds. */
  readonly perSeconds: number;
}

/** Calls of one category share a bucket, an account and Region (ecs: ). */
export interface ApiCategory {
  readonly actions: readonly string[];
  readonly rate: TokenRate;
}

/** The categories of API actions in every Region (ecs; "Request throttling for the Amazon ECS API", copy of 2026). */
export const API_CATEGORIES: Readonly<Record<string, ApiCategory>> = {
  'cluster modify': category(20, 1, [
    'CreateCluster',
    'DeleteCluster',
    'UpdateCluster',
    'UpdateClusterSettings',
    'PutClusterCapacityProviders',
  ]),
  'cluster read': category(50, 20, ['DescribeClusters', 'ListClusters']),
  'task definition modify': category(20, 1, ['RegisterTaskDefinition', 'DeregisterTaskDefinition']),
  'task definition read': category(50, 20, [
    'DescribeTaskDefinition',
    'ListTaskDefinitions',
    'ListTaskDefinitionFamilies',
  ]),
  'task definition deletion': category(5, 1, ['DeleteTaskDefinitions']),
  'capacity provider modify': category(10, 1, [
    'CreateCapacityProvider',
    'UpdateCapacityProvider',
    'DeleteCapacityProvider',
  ]),
  'capacity provider read': category(50, 20, ['DescribeCapacityProviders']),
  'cluster resource modify': category(100, 40, [
    'RunTask',
    'StartTask',
    'StopTask',
    'PutAttributes',
    'DeleteAttributes',
    'DeregisterContainerInstance',
    'UpdateContainerAgent',
    'UpdateContainerInstancesState',
    'ExecuteCommand',
  ]),
  'cluster resource read': category(100, 20, [
    'DescribeTasks',
    'ListTasks',
    'DescribeContainerInstances',
    'ListContainerInstances',
    'ListAttributes',
  ]),
  'agent modify': category(200, 120, [
    'RegisterContainerInstance',
    'SubmitAttachmentStateChanges',
    'SubmitContainerStateChange',
    'SubmitTaskStateChange',
  ]),
  'service modify': category(50, 5, ['CreateService', 'UpdateService', 'DeleteService']),
  'service read': category(100, 20, ['DescribeServices', 'ListServices']),
  'service deployment read': category(50, 20, ['DescribeServiceDeployments', 'ListServiceDeployments']),
  'service revision read': category(50, 20, ['DescribeServiceRevisions']),
  'task protection': category(200, 80, ['GetTaskProtection', 'UpdateTaskProtection']),
  'tags modify': category(20, 10, ['TagResource', 'UntagResource']),
  'tags read': category(50, 20, ['ListTagsForResource']),
  'settings modify': category(10, 1, [
    'PutAccountSetting',
    'PutAccountSettingDefault',
    'DeleteAccountSetting',
  ]),
  'settings read': category(50, 20, ['ListAccountSettings']),
  'services by namespace': category(10, 1, ['ListServicesByNamespace']),
};

/** The name of the category whose bucket a call of this action takes from, or null (ecs: ). */
export function apiCategoryOf(action: string): string | null {
  return CATEGORY_BY_ACTION.get(action) ?? null;
}

const CATEGORY_BY_ACTION: ReadonlyMap<string, string> = new Map(
  Object.entries(API_CATEGORIES).flatMap(([name, { actions }]) =>
    actions.map((action): [string, string] => [action, name]),
  ),
);

function category(capacity: number, refillPerSecond: number, actions: readonly string[]): ApiCategory {
  return { actions, rate: { capacity, refill: refillPerSecond, perSeconds: 1 } };
}
