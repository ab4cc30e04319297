import { expect } from 'chai';
import { longAction } from '../../sdk/chain/longAction.ts';
import { failure } from './refusal.ts';

describe('a long action', () => {
  function counting(to: number, failAt?: number) {
    const ran: number[] = [];
    const action = longAction<number, string>(async function* () {
      for (let step = 1; step <= to; step += 1) {
        ran.push(step);
        if (step === failAt) throw new TypeError(`step ${step}`);
        yield await Promise.resolve(step);
      }
      return 'done';
    });
    return { action, ran };
  }

  it('does nothing until it is awaited or iterated', async () => {
    const { action, ran } = counting(3);
    await Promise.resolve();
    expect(ran).to.deep.equal([]);
    expect(await action).to.equal('done');
    expect(ran).to.deep.equal([1, 2, 3]);
  });

  it('shows its steps, then gives its result, and runs once however often it is awaited', async () => {
    const { action, ran } = counting(3);
    const seen: number[] = [];
    for await (const step of action) seen.push(step);
    expect(seen).to.deep.equal([1, 2, 3]);
    expect([await action, await action]).to.deep.equal(['done', 'done']);
    expect(ran).to.deep.equal([1, 2, 3]);
  });

  it('stops when the loop is left, and says so to whoever awaits it', async () => {
    const { action, ran } = counting(3);
    for await (const step of action) if (step === 2) break;
    await failure(action, 'ActionStopped');
    expect(ran).to.deep.equal([1, 2]);
  });

  it('throws what went wrong, in the loop and when awaited', async () => {
    const { action } = counting(3, 2);
    const seen: number[] = [];
    const loop = async () => {
      for await (const step of action) seen.push(step);
    };
    for (const attempt of [loop, async () => action]) {
      const error: unknown = await attempt().catch((caught: unknown) => caught);
      expect(error).to.be.instanceOf(TypeError).with.property('message', 'step 2');
    }
    expect(seen).to.deep.equal([1]);
  });
});
