import { benchTasks, writeRows } from './.copy.ts';
const stopped = benchTasks(()=>8 as any);
for (let i=0;i<1500;i++) writeRows(stopped,4000,false);
