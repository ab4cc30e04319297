import { openBench } from './bench/measure.ts';
import { measureSluice } from './bench/sluice/measure.ts';
const b = await openBench();
console.log(await measureSluice(b));
await b.close();
