import { benchFiles } from './files.ts';
for (const f of await benchFiles(process.argv[2] !== 'full')) console.log(f.what.padEnd(40), f.figure, f.aim ?? '', f.met ?? '');
