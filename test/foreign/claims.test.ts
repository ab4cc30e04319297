import { expect } from 'chai';
import { network } from 'hardhat';
import { stringToHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { addClaim, holdsClaim, isClaimValid, removeClaim, revokeClaim } from './claims.ts';
import { type IdentityBuild, createClaimIssuer, createIdentity, deployOnchainId } from './onchainid.ts';

const TOPIC = 7n;
const signer = privateKeyToAccount('0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690e');
const stranger = privateKeyToAccount('0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690f');

for (const build of ['published', 'optimized'] as const satisfies IdentityBuild[]) {
  describe(`ONCHAINID from npm, ${build}`, () => {
    async function deployClaim() {
      const { viem, networkHelpers } = await network.create();
      const [owner, investor] = await viem.getWalletClients();
      if (!owner || !investor) throw new TypeError('the network has too few accounts');
      const reader = await viem.getPublicClient();
      const onchainId = await deployOnchainId({ reader, owner }, { build });
      const { address: issuer } = await createClaimIssuer(onchainId, { owner, signer: signer.address });
      const { address: identity } = await createIdentity(onchainId, { wallet: investor.account.address });
      const claim = { identity, topic: TOPIC, issuer, data: stringToHex('professional') };
      return { viem, networkHelpers, reader, onchainId, owner, investor, claim };
    }

    it('keeps a claim valid until its issuer revokes it', async () => {
      const { reader, owner, investor, claim } = await deployClaim();
      const { signature } = await addClaim(reader, { ...claim, signer, sender: investor });
      expect(await isClaimValid(reader, { ...claim, signature })).to.equal(true);
      await revokeClaim(reader, { issuer: claim.issuer, signature, sender: owner });
      expect(await isClaimValid(reader, { ...claim, signature })).to.equal(false);
      expect(await holdsClaim(reader, claim)).to.equal(true);
    });

    it('forgets a claim the holder removes', async () => {
      const { reader, investor, claim } = await deployClaim();
      await addClaim(reader, { ...claim, signer, sender: investor });
      await removeClaim(reader, { ...claim, sender: investor });
      expect(await holdsClaim(reader, claim)).to.equal(false);
    });

    it('refuses a claim signed by a key its issuer does not list', async () => {
      const { viem, reader, investor, claim } = await deployClaim();
      const added = addClaim(reader, { ...claim, signer: stranger, sender: investor });
      await viem.assertions.revertWith(
        added.then(({ claimId }) => claimId),
        'invalid claim',
      );
    });

    it('lets managers give claims to a wallet that never sends a transaction', async () => {
      const { viem, reader, onchainId, owner, investor, claim } = await deployClaim();
      const wallet = stranger.address;
      const { address: identity } = await createIdentity(onchainId, { wallet, managers: [owner.account.address] });
      await addClaim(reader, { ...claim, identity, signer, sender: owner });
      expect(await holdsClaim(reader, { ...claim, identity })).to.equal(true);
      const added = addClaim(reader, { ...claim, identity, topic: TOPIC + 1n, signer, sender: investor });
      await viem.assertions.revert(added.then(({ claimId }) => claimId));
    });
  });
}
