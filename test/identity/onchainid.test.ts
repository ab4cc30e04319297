import { expect } from 'chai';
import { type Hex, getAddress, stringToHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { addClaim, removeClaim, revokeClaim } from '../foreign/claims.ts';
import { type IdentityBuild, createClaimIssuer, createIdentity, deployOnchainId, keyOf } from '../foreign/onchainid.ts';
import { TOPICS, deployRegistries } from '../support/registry.ts';

const HONG_KONG = 344;
const DAY = 86_400;
const data = stringToHex('passed');
const signer = privateKeyToAccount('0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d');

// Identities made by ONCHAINID's own factory, behind its proxies: what investors of the ERC-3643 world have already.
for (const build of ['published', 'optimized'] as const satisfies IdentityBuild[]) {
  describe(`Investors with an ONCHAINID (${build})`, () => {
    /** An investor with a claim on each topic, each by an issuer of its own, registered by the agent. */
    async function registered() {
      const deployed = await deployRegistries();
      const { reader, owner, investor, issuers, registry } = deployed;
      const onchainId = await deployOnchainId({ reader, owner }, { build });
      const wallet = getAddress(investor.account.address);
      const { address: identity } = await createIdentity(onchainId, { wallet });
      const claims: { issuer: Hex; topic: bigint; signature: Hex }[] = [];
      for (const topic of TOPICS) {
        const { address: issuer } = await createClaimIssuer(onchainId, { owner, signer: signer.address });
        await issuers.write.addTrustedIssuer([issuer, [topic]]);
        const { signature } = await addClaim(reader, { identity, topic, issuer, data, signer, sender: investor });
        claims.push({ issuer, topic, signature });
      }
      await registry.write.registerIdentity([wallet, identity, HONG_KONG]);
      const [first] = claims;
      if (!first) throw new TypeError('no topic is asked for');
      return { ...deployed, wallet, identity, first };
    }

    it('are eligible by claims of three issuers', async () => {
      const { registry, wallet, identity } = await registered();
      expect(await registry.read.isVerified([wallet])).to.equal(true);
      expect(await registry.read.explainEligibility([wallet])).to.deep.equal([]);
      expect(await registry.read.identity([wallet])).to.equal(identity);
    });

    it('end at the next refresh, which anyone sends, after the issuer revoked', async () => {
      const { reader, owner, other, registry, wallet, first } = await registered();
      await revokeClaim(reader, { ...first, sender: owner });
      expect(await registry.read.isVerified([wallet])).to.equal(true);
      await registry.write.refresh([[wallet]], { account: other.account });
      expect(await registry.read.isVerified([wallet])).to.equal(false);
    });

    it('end after seven days if nobody reads their claims again', async () => {
      const { networkHelpers, registry, wallet } = await registered();
      await networkHelpers.time.increase(7 * DAY);
      expect(await registry.read.isVerified([wallet])).to.equal(false);
      await registry.write.refresh([[wallet]]);
      expect(await registry.read.isVerified([wallet])).to.equal(true);
    });

    it('end at once after a revocation where claims are read live', async () => {
      const { reader, owner, registry, wallet, first } = await registered();
      await registry.write.setMaxAge([0n]);
      expect(await registry.read.isVerified([wallet])).to.equal(true);
      await revokeClaim(reader, { ...first, sender: owner });
      expect(await registry.read.isVerified([wallet])).to.equal(false);
    });

    it('end when they remove a claim themselves and it is read again', async () => {
      const { reader, investor, registry, wallet, identity, first } = await registered();
      await removeClaim(reader, { ...first, identity, sender: investor });
      await registry.write.refresh([[wallet]]);
      expect(await registry.read.isVerified([wallet])).to.equal(false);
    });

    it('recover to a wallet that they gave a management key', async () => {
      const { viem, investor, other, registry, wallet, identity } = await registered();
      const successor = getAddress(other.account.address);
      await viem.assertions.revertWithCustomErrorWithArgs(
        registry.write.recoverWallet([wallet, successor, identity]),
        registry,
        'NotAWalletOf',
        [identity, successor],
      );
      await investor.writeContract({
        address: identity,
        abi: [
          {
            type: 'function',
            name: 'addKey',
            stateMutability: 'nonpayable',
            inputs: [{ type: 'bytes32' }, { type: 'uint256' }, { type: 'uint256' }],
            outputs: [{ type: 'bool' }],
          },
        ],
        functionName: 'addKey',
        args: [keyOf(successor), 1n, 1n],
      });
      await registry.write.recoverWallet([wallet, successor, identity]);
      expect(await registry.read.isVerified([successor])).to.equal(true);
      expect(await registry.read.isVerified([wallet])).to.equal(false);
    });
  });
}
