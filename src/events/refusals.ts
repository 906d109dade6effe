/** RunTask's answer, and a service's, when a cluster has as many tasks in PROVISIONING as it can have (ecs: ). */
export const PROVISIONING_FULL = 'ClientException: too many tasks in PROVISIONING';
