import type { Pool } from './collateral.ts';
import { runOffOfLine, withInterest } from './lines.ts';
import { INTEREST_SCALE, type RunOff, fine, makeRunOff } from './runOff.ts';
import { yieldOf } from './yield.ts';
