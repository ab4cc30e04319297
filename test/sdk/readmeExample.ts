import { type Address } from 'viem';
import { loadInvestors } from '../../sdk/index.ts';
import type { Stage } from '../../scripts/demo/stage.ts';

/** The README's example, word for word between the marks: a test runs it and compares it with the page. */
export async function readmeExample({ agent, kyc, platform, a }: Stage, print: (text: string) => void) {
  const token: Address = a.token;
  const registry = platform.identityRegistry;
  const closed = { closedCountries: ['CN'], closedToUsPersons: true, now: Date.UTC(2026, 3, 7, 1) / 1000 };
  // <readme>
  // Who may hold: checked in one go, signed by a trusted issuer, sent in batches; run again, it does the rest
  const { investors } = await loadInvestors('scripts/demo/investors.csv', { ...closed, onProblem: 'skip' });
  const run = agent.whitelist({ registry, investors, issuer: kyc, salt: 'of your own' });
  for await (const step of run) print(step.text);

  // Notes to the first two, and a rule
  const [fund, bank] = investors.map(({ wallet }) => wallet) as [Address, Address];
  await agent.mint({ token, to: fund, amount: 500_000_000_000n }); // base units: 500,000 with 6 decimals
  await agent.setRule({ token, rule: 'lotSize', lotSize: 10_000_000_000n });

  // Why not? Every reason at once, in words
  const refusals = await agent.explain({ token, from: fund, to: bank, amount: 15_000_000_000n });
  for (const { sentence } of refusals) print(sentence);

  // The register, rebuilt from events and checked against the contract
  const { holders, totalSupply } = await agent.register({ token });
  // </readme>
  return { holders, totalSupply, refusals };
}
