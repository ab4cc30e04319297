/** Where a filing can stand, by its numbers on chain. */
export const filingStatuses = [
  'unknown',
  'submitted',
  'supplement requested',
  'filed',
  'issuance reported',
  'ongoing',
  'refused',
  'withdrawn',
  'suspended',
] as const;

export type FilingStatus = (typeof filingStatuses)[number];

/**
 * The items of the negative lists, by their bits on chain: six circumstances of CSRC Announcement [2026] No. 1, then the
 * eight items of the AMAC negative list (29 March 2024).
 */
export const negativeListItems = [
  'financing forbidden by law',
  'harm to national security',
  'conviction within three years',
  'investigation not concluded',
  'ownership disputed or asset not transferable',
  'on the domestic securitisation negative list',
  'local government debt',
  'important payer on the list of dishonest persons',
  'highly uncertain cash flow',
  'vacant or unfinished real estate',
  'cash only by disposing of the asset',
  'unrelated legal types in one pool',
  'unlawful asset',
  'looks through to one of these',
] as const;

export type NegativeListItem = (typeof negativeListItems)[number];

/** The items that are set in a word of bits. */
export function itemsOf(bits: number): NegativeListItem[] {
  return negativeListItems.filter((_item, i) => (bits & (1 << i)) !== 0);
}

/** The word of bits of some items. */
export function bitsOf(items: readonly NegativeListItem[]): number {
  return items.reduce((bits, item) => bits | (1 << negativeListItems.indexOf(item)), 0);
}

export function statusOf(number: number): string {
  return filingStatuses[number] ?? `status ${number}`;
}
