/** Whoever may call something, in the order in which the table names them. */
export const ROLES = [
  'anyone',
  'holder or investor',
  'pledgee',
  'issuer',
  'originator',
  'servicer',
  'verifier',
  'trustee',
  'transfer agent',
  'transfer agent and trustee',
  'trustee and verifier',
  'any party',
  'filing agent',
  'contract of the deal',
  'factory',
  'asset officer',
  'platform administrator',
  'trusted issuer of evidence',
  'agent of the identity registry',
  'owner of a registry or list',
  'registry of rules',
  'token',
  'agent of a token without a deal',
  'owner of a token without a deal',
  'only itself',
  'nobody in a deal',
] as const;

export type Role = (typeof ROLES)[number];

/** What one role can do at its worst by some functions of a contract, and what stops it. */
export interface RoleRow {
  role: Role;
  contract: string;
  /** Names as in the ABI; one name stands for all its overloads. */
  functions: readonly string[];
  worst: string;
  stop: string;
  /** A file under test/ and the name of a test in it, with a space between. */
  tests: readonly string[];
}
