/** A source of numbers that gives the same ones for the same seed (mulberry32). */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

/** The text of a deal file made at random: every section, every step, every kind of amount. */
export function randomDeal(seed: number): string {
  const roll = dice(seed);
  const oneOf = <T>(items: readonly T[]): T => items[roll(items.length)] as T;
  const maybe = (text: string): string => (roll(2) === 0 ? text : '');
  const times = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  const names = (prefix: string, count: number): string[] => times(count).map((i) => `${prefix}${i + 1}`);

  const halfUp = roll(2) === 0;
  const classes = names('N-', 1 + roll(3));
  const accounts = names('acc', roll(3));
  const fees = names('fee', 1 + roll(3));
  const buckets = ['interest', 'principal', 'other'].slice(0, 1 + roll(3));
  const ledgers = buckets.includes('principal') && roll(2) === 0;
  const definitionNames = names('def', roll(5));
  const triggerNames = names('trig', roll(4));
  const inputs = ['pool', 'defaulted', 'collections', 'recoveries', 'openingPool', 'own'];
  // What may be named so far.
  const money: string[] = [...classes, ...accounts, ...inputs, 'notes'];
  const counts = ['period'];
  const flags = ['called', 'noReport'];
  const before = { lists: false };

  const number = (): string => oneOf(['0', '1', '25', '1_000', '12.5', '300_000.25']);
  const whole = (): string => oneOf(['1', '2', '3', '7', '12']);
  const percent = (): string => oneOf(['0.4%', '6%', '10%', '104%', '98.5%', '50%', '100%', '33.3333%']);
  const rate = (depth: number): string => {
    const plain = ['4%', '2.25%', 'index', 'schedule steps', 'index + 1.5%'];
    if (depth === 0) return oneOf(plain.slice(0, 4));
    return oneOf([...plain, `max(index - 1%, ${rate(0)})`, `if ${cond(1)} then ${rate(0)} else ${rate(0)}`]);
  };
  const amount = (depth: number): string => {
    if (depth <= 0 || roll(4) === 0) return roll(4) === 0 ? number() : oneOf(money);
    const next = (): string => amount(depth - 1);
    const factor = (): string => `(${next()})`;
    // A number alone in a product would be a count.
    const sum = (): string => `(${oneOf(money)} + ${factor()})`;
    return oneOf<() => string>([
      () => `${factor()} + ${factor()}`,
      () => `${factor()} - ${factor()}`,
      () => `max(${next()}, ${next()}, ${next()})`,
      () => `min(${next()}, ${next()})`,
      () => `${percent()} of ${factor()}`,
      () => `${percent()} of ${factor()} rounded up`,
      () => `${sum()} * ${sum()} / ${oneOf(['pool', 'openingPool', 'collections', classes[0] ?? 'pool'])}`,
      () => `${sum()} * ${whole()} / ${whole()}`,
      () => `${sum()} / ${oneOf([whole(), 'period'])}`,
      () => `if ${cond(depth - 1)} then ${factor()} else ${factor()}`,
      () => `interest on ${factor()} at (${rate(1)}) for ${oneOf(['30/360', '31/365', '1/360'])}`,
      () => `interest due ${oneOf([...classes, 'notes'])}`,
      () => `principal due ${oneOf(classes)}`,
      () => `deficiency ${oneOf([...classes, 'notes'])}`,
      () => `fee due ${oneOf(fees)}`,
      () => `opening ${oneOf([...classes, ...accounts, 'notes'])}`,
      () => 'schedule plan',
      () => (before.lists ? oneOf([...buckets, 'bought']) : next()),
      () => (definitionNames.length > 0 ? `previous ${oneOf(definitionNames)}` : next()),
    ])();
  };
  const count = (depth: number): string =>
    depth === 0
      ? oneOf([...counts, whole()])
      : oneOf([count(0), `period * ${whole()} / ${whole()}`, `(pool + (${amount(1)})) * 10000 / pool`]);
  const cond = (depth: number): string => {
    if (depth <= 0) return roll(3) === 0 ? oneOf(flags) : `period ${oneOf(['>', '<=', '='])} ${whole()}`;
    const sign = (): string => oneOf(['<', '<=', '>', '>=', '=']);
    return oneOf<() => string>([
      () => `(${cond(depth - 1)}) and (${cond(depth - 1)})`,
      () => `(${cond(depth - 1)}) or (${cond(depth - 1)})`,
      () => `not (${cond(depth - 1)})`,
      () => `(${amount(depth - 1)}) ${sign()} (${amount(depth - 1)})`,
      () => `(${amount(depth - 1)}) ${sign()} ${percent()} of (${amount(depth - 1)})`,
      () => `${percent()} of pool ${sign()} ${percent()} of ${percent()} of openingPool`,
      () => `${count(depth - 1)} ${sign()} ${whole()}`,
      () => `(${amount(depth - 1)}) = 0`,
      () => oneOf(flags),
      () => (triggerNames.length > 0 ? `previous ${oneOf(triggerNames)}` : oneOf(flags)),
    ])();
  };

  const lines: string[] = [
    `decimals: ${oneOf([0, 2, 6]) + 2}`,
    halfUp ? 'rounding: half up' : 'rounding: down',
    `schedule: { accrualFrom: 2026-01-31, first: 2026-02-28, every: ${oneOf(['month', 'quarter'])}, dates: ${3 + roll(30)}, roll: ${oneOf(['none', 'following'])}${maybe(', calendar: HK')}${maybe(', recordDate: 2 days before 18:00 Asia/Hong_Kong')}${maybe(', recordDate: 1 business day before').slice(0, 0)}, collectedFrom: 2026-01-01 }`,
    'inputs: [own]',
    'schedules: { plan: [500, 300, 300, 0], steps: [1%, 2%, 2.5%] }',
  ];
  const definitions = definitionNames.map((name) => {
    const text = roll(6) === 0 ? number() : roll(4) === 0 ? oneOf(classes) : `max(${amount(3)}, 0% of pool)`; // not made of numbers alone: that would be a count
    money.push(name);
    return `  ${name}: ${text}`;
  });
  const triggers = triggerNames.map((name) => {
    const [kind, after] = [roll(3), roll(2) === 0];
    const text = `  ${name}: { when: "${cond(3)}"${kind === 1 ? ', latched: true' : kind === 2 ? ', waivable: true' : ''}${after ? ', test: after' : ''} }`;
    flags.push(name);
    return text;
  });
  lines.push('classes:');
  for (const name of classes) {
    const coupon =
      roll(4) === 0
        ? ''
        : `coupon: ${rate(2)}, dayCount: ${oneOf(['ACT/365F', 'ACT/360', '30/360', '30E/360', '30/360US'])}, `;
    const onInterest = coupon === '' ? '' : oneOf(['', 'interestOnInterest: 7%, ', 'interestOnInterest: 0%, ']);
    lines.push(
      `  ${name}: { face: 1_000, ${coupon.replaceAll(/coupon: ([^:]*), dayCount/g, 'coupon: "$1", dayCount')}${onInterest}${roll(3) === 0 ? `target: "${amount(2)}", ` : ''} }`,
    );
  }
  lines.push(
    '  EQ: { residual: true }',
    `accounts: { ${accounts.map((name) => `${name}: { opening: ${number()} }`).join(', ')} }`,
  );
  lines.push('fees:');
  for (const name of fees) {
    const due = oneOf([
      `amount: "${amount(2)}"`,
      `rate: 0.5%, of: "${amount(1)}", dayCount: ${oneOf(['ACT/360', '30/360'])}${maybe(', over: collection')}`,
    ]);
    lines.push(`  ${name}: { ${due}${maybe(`, cap: "${amount(1)} every ${1 + roll(40)} dates"`)} }`);
  }
  if (ledgers) lines.push(`deficiencyLedgers: [${classes.join(', ')}]`);
  if (definitions.length > 0) lines.push('definitions:', ...definitions);
  if (triggers.length > 0) lines.push('triggers:', ...triggers);
  if (roll(2) === 0 && definitionNames[0]) lines.push(`start: { ${definitionNames[0]}: 7 }`);
  lines.push('funds:', ...buckets.map((bucket) => `  ${bucket}: ${roll(4) === 0 ? '0' : amount(2)}`));
  before.lists = true;
  lines.push('waterfall:');
  let lets = 0;
  const step = (from: string): string => {
    const cash = (): string => oneOf([...buckets, ...accounts].filter((one) => one !== from));
    const support = [...buckets, ...accounts].filter((one) => one !== from);
    const tail = `${maybe(`, up to ${amount(1)}`)}${support.length > 0 ? maybe(`, supported by ${support[0]}${support[1] ? maybe(` then ${support[1]}`) : ''}`) : ''}`;
    const order = (): string => oneOf([' pro rata', ' in sequence', '']);
    const some = (): string => classes.slice(0, 1 + roll(classes.length)).join(', ');
    return oneOf<() => string>([
      () => `pay fee ${oneOf(fees)} from ${from}${tail}`,
      () => `pay interest ${some()}${order()} from ${from}${tail}`,
      () => `pay principal ${some()}${order()}${maybe(' to target')} from ${from}${tail}`,
      () => `pay ${amount(2)} to ${oneOf(['EQ', ...fees])} from ${from}`,
      () =>
        ledgers
          ? `cure deficiency ${oneOf(classes)} from ${from === 'principal' ? 'interest' : from}`
          : `pay interest notes from ${from}`,
      () => (ledgers ? `book ${amount(1)}` : `write down ${some()} by ${amount(1)}`),
      () => `write ${oneOf(['up', 'down'])} ${some()} by ${amount(1)}`,
      () =>
        accounts[0] ? `fill ${accounts[0]} to ${amount(1)} from ${oneOf(buckets)}` : `pay interest notes from ${from}`,
      () =>
        accounts[0]
          ? `release ${accounts[0]}${maybe(` above ${amount(1)}`)} to ${oneOf(buckets)}`
          : `capitalise interest ${oneOf(classes)}`,
      () =>
        buckets.length + accounts.length > 1
          ? `move ${oneOf([amount(1), 'rest'])} to ${cash()} from ${from}`
          : `capitalise interest ${oneOf(classes)}`,
      () => `buy receivables at ${oneOf(['98.5%', '100%', '95.25%'])} from ${from}${maybe(`, up to ${amount(1)}`)}`,
      () => `capitalise interest ${oneOf(classes)}`,
      () => {
        const text = `let let${(lets += 1)} be ${roll(5) === 0 ? oneOf(['pool', '0', '1', ...buckets, ...classes]) : `max(${amount(2)}, 0% of pool)`}`;
        money.push(`let${lets}`);
        return text;
      },
    ])();
  };
  const items = (depth: number, from: string, indent: string): string[] =>
    times(1 + roll(3)).flatMap(() => {
      if (depth === 0 || roll(3) > 0) return [`${indent}- ${step(from)}`];
      return [`${indent}- when ${cond(2)}:`, ...items(depth - 1, from, `${indent}    `)];
    });
  lines.push('  start:', ...items(2, buckets[0] ?? '', '    '));
  for (const bucket of buckets) lines.push(`  ${bucket}x:`, ...items(2, bucket, '    '));
  lines.push('  finish:');
  for (const account of accounts) lines.push(`    - release ${account} above 10 to ${buckets[0]}`);
  lines.push(
    `    - pay principal ${classes.join(', ')} from ${buckets[0]}`,
    `    - pay interest ${classes.join(', ')} from ${buckets[0]}`,
  );
  for (const fee of fees) lines.push(`    - pay fee ${fee} from ${buckets[0]}`);
  for (const bucket of buckets) lines.push(`    - pay rest to EQ from ${bucket}`);
  lines.push('checks:', `  one: ${cond(2)}`, `  two: ${cond(1)}`, '');
  return lines.join('\n');
}
