import { API_CATEGORIES, type TokenRate } from '../../catalog/api-rates.ts';
import { FARGATE_RUN_TASK_RATE } from '../../catalog/launch-rates.ts';

/** Every call of RunTask (ecs: ). */
export const RUN_TASK_RATE: TokenRate = API_CATEGORIES['cluster resource modify']!.rate;
/** And beside it every one for Fargate (ecs: ). */
export const FARGATE_CALL_RATE: TokenRate = FARGATE_RUN_TASK_RATE;
