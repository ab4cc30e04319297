/** What must be disclosed, by its numbers on chain. */
export const matters = [
  'issuance completed',
  'loss above threshold',
  'cash below forecast',
  'cash missing',
  'report missing',
  'missed distribution',
  'trigger breached',
  'bad receivable',
  'party changed',
  'accelerated',
  'fallback opened',
  'periodic report',
  'other',
] as const;

export type Matter = (typeof matters)[number];
