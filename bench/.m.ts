import { benchTasks, writeRows, writeEvents, eventObjects, stringifyEvents } from './.copy.ts';
import { TaskStatus } from '../src/model/task-status.ts';
const S=[2,4,6,8] as any;
const stopped = benchTasks(()=>8 as any), living = benchTasks((p)=>S[p%4]);
const objs = eventObjects(living);
function best(name:string, f:()=>number){ let b=1e9; for(let i=0;i<400;i++){const t=process.hrtime.bigint(); const n=f(); const d=Number(process.hrtime.bigint()-t)/n; if(d<b)b=d;} console.log(name,b.toFixed(0)); }
const buf=new Uint8Array(1<<20), src=new Uint8Array(60).fill(65);
best('set60',()=>{let at=0;for(let i=0;i<10000;i++){buf.set(src,at);at+=60;}return 10000;});
best('csv',()=>{writeRows(stopped,4000,false);return 4000;});
best('events(8000 with accepted)',()=>{writeEvents(living,8000);return 8000;});
best('json',()=>{stringifyEvents(objs,2000);return 2000;});
