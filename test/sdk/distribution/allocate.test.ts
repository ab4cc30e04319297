import { expect } from 'chai';
import { type AllocationRejected, allocate } from '../../../sdk/index.ts';
import { makeDice } from '../../parity/dice.ts';
import { failure } from '../refusal.ts';

describe('an omnibus receipt', () => {
  it('is split by units, each amount by itself, to the unit', () => {
    const clients = [
      { client: 'C-1', units: 2n },
      { client: 'C-2', units: 1n },
    ];
    const shares = allocate({ receipt: { interest: 100n, tax: 7n }, clients, held: 3n });
    expect(shares.map(({ amounts }) => amounts)).to.deep.equal([
      { interest: 67n, tax: 5n },
      { interest: 33n, tax: 2n },
    ]);
  });

  it('gives what is left over to the largest remainders, equal ones in the order of names, whatever the order of the list', () => {
    const clients = ['b', 'c', 'a'].map((client) => ({ client, units: 1n }));
    const of = (list: typeof clients) =>
      Object.fromEntries(
        allocate({ receipt: { cash: 5n }, clients: list }).map(({ client, amounts }) => [client, amounts.cash]),
      );
    expect(of(clients)).to.deep.equal({ a: 2n, b: 2n, c: 1n });
    expect(of(clients.toReversed())).to.deep.equal(of(clients));
  });

  it('adds up, and is within a unit of the exact share, for any list', () => {
    const dice = makeDice(5);
    for (let round = 0; round < 200; round++) {
      const clients = Array.from({ length: dice.between(1, 40) }, (_, i) => ({
        client: `client ${i}`,
        units: dice.amount() + 1n,
      }));
      const cash = dice.cash();
      const shares = allocate({ receipt: { cash }, clients });
      const total = clients.reduce((sum, { units }) => sum + units, 0n);
      expect(shares.reduce((sum, { amounts }) => sum + amounts.cash, 0n)).to.equal(cash);
      for (const { units, amounts } of shares) {
        const floor = (cash * units) / total;
        expect(amounts.cash === floor || amounts.cash === floor + 1n).to.equal(true);
      }
    }
  });

  it('is refused with all problems at once', async () => {
    const clients = [
      { client: 'C-1', units: 2n },
      { client: 'C-1', units: -3n },
    ];
    const action = Promise.resolve().then(() => allocate({ receipt: { cash: -1n }, clients, held: 4n }));
    const error = (await failure(action, 'AllocationRejected')) as AllocationRejected;
    expect(error.problems.map(({ text }) => text)).to.deep.equal([
      'row 2, client: C-1 is in row 1 already; add its units up',
      'row 2, units: -3 of C-1; expected 0 or more',
      'the clients have -1 units, the venue held 4: correct the list or the date',
      'cash: -1; expected 0 or more',
    ]);
    const empty = Promise.resolve().then(() => allocate({ receipt: { cash: 1n }, clients: [] }));
    const { message } = await failure(empty, 'AllocationRejected');
    expect(message).to.equal('no client has units: nothing tells how to split');
  });
});
