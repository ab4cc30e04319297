// A process of its own, so that time and memory are those of the work alone: reads the CSV named, prints what it took.
import { commitTape } from '../../../sdk/tape/commitTape.ts';
import { loadTape } from '../../../sdk/tape/loadTape.ts';
import { DEMO_TAPE } from '../../demo/tape.ts';
import { BENCH_KEYS } from './keys.ts';

const tape = await loadTape(process.argv[2] ?? '', { cutOff: DEMO_TAPE.cutOff, decimals: 6 });
const { root, count } = commitTape(tape, BENCH_KEYS);
// Since the process began, Node's own start included; maxRSS is in kilobytes.
const milliseconds = Math.round(performance.now());
console.log(
  JSON.stringify({ root, count, milliseconds, megabytes: Math.ceil(process.resourceUsage().maxRSS / 1_000) }),
);
