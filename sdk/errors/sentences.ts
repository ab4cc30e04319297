import type { ContractErrorName, ContractErrorValues } from './contract.ts';
import { complianceSentences } from './sentences/compliance.ts';
import { dealSentences } from './sentences/deal.ts';
import { dealFactorySentences } from './sentences/dealFactory.ts';
import { distributionSentences } from './sentences/distribution.ts';
import { identitySentences } from './sentences/identity.ts';
import { machineSentences } from './sentences/machine.ts';
import { offeringSentences } from './sentences/offering.ts';
import { oversightSentences } from './sentences/oversight.ts';
import { platformSentences } from './sentences/platform.ts';
import { poolSentences } from './sentences/pool.ts';
import { tokenSentences } from './sentences/token.ts';
import { waterfallSentences } from './sentences/waterfall.ts';
import type { Words } from './words.ts';

/** What happened, with its values, and what to do next. */
export type Told = readonly [what: string, advice: string];

/** A sentence for every custom error of our contracts: the type check fails as long as one is missing. */
export type Sentences = {
  readonly [Name in ContractErrorName]: (values: ContractErrorValues<Name>, say: Words) => Told;
};

export const sentences: Sentences = {
  ...tokenSentences,
  ...identitySentences,
  ...complianceSentences,
  ...machineSentences,
  ...platformSentences,
  ...waterfallSentences,
  ...poolSentences,
  ...distributionSentences,
  ...offeringSentences,
  ...oversightSentences,
  ...dealSentences,
  ...dealFactorySentences,
};
