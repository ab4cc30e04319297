import { expect } from 'chai';
import { type Address, hashTypedData, padHex } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { TOPICS, deployRegistries } from '../support/registry.ts';

// The type strings of contracts/identity/Attestations.sol, as every wallet and custodian would state them.
const types = {
  Investor: [
    { name: 'wallet', type: 'address' },
    { name: 'identity', type: 'address' },
    { name: 'country', type: 'uint16' },
    { name: 'class', type: 'uint8' },
    { name: 'usPerson', type: 'bool' },
    { name: 'connected', type: 'bool' },
    { name: 'evidenceAt', type: 'uint40' },
    { name: 'validUntil', type: 'uint40' },
    { name: 'clients', type: 'uint32' },
  ],
  Attestation: [
    { name: 'topics', type: 'uint256[]' },
    { name: 'investors', type: 'Investor[]' },
  ],
  Revocation: [
    { name: 'wallets', type: 'address[]' },
    { name: 'issuedAt', type: 'uint40' },
  ],
  LinkWallet: [
    { name: 'identity', type: 'address' },
    { name: 'wallet', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

const wallet = privateKeyToAccount(generatePrivateKey());
const identity = padHex('0xc11e47', { size: 20 });

describe('What issuers and investors sign (EIP-712)', () => {
  async function openRegistry() {
    const deployed = await deployRegistries();
    const issuer = privateKeyToAccount(generatePrivateKey());
    await deployed.issuers.write.addTrustedIssuer([issuer.address, [...TOPICS]]);
    const chainId = await deployed.reader.getChainId();
    const domain = {
      name: 'Sluice Identity Registry',
      version: '1',
      chainId,
      verifyingContract: deployed.registry.address,
    } as const;
    const issuedAt = await deployed.networkHelpers.time.latest();
    const message = { topics: [...TOPICS], investors: [investorFacts(wallet.address, issuedAt)] };
    return { ...deployed, issuer, domain, message, issuedAt };
  }

  function investorFacts(address: Address, issuedAt: number) {
    return {
      wallet: address,
      identity,
      country: 344,
      class: 4,
      usPerson: false,
      connected: true,
      evidenceAt: issuedAt,
      validUntil: issuedAt + 365 * 86_400,
      clients: 7,
    };
  }

  async function attested() {
    const opened = await openRegistry();
    const { registry, issuer, domain, message } = opened;
    const signature = await issuer.signTypedData({ domain, types, primaryType: 'Attestation', message });
    await registry.write.attest([message, [issuer.address], [signature]]);
    return opened;
  }

  it('says the domain that is signed for', async () => {
    const { registry, domain } = await openRegistry();
    const [, name, version, chainId, verifyingContract] = await registry.read.eip712Domain();
    expect({ name, version, chainId: Number(chainId), verifyingContract }).to.deep.equal(domain);
  });

  it('hashes an attestation as wallets do', async () => {
    const { registry, domain, message } = await openRegistry();
    const digest = hashTypedData({ domain, types, primaryType: 'Attestation', message });
    expect(await registry.read.hashAttestation([message])).to.equal(digest);
  });

  it('hashes an attestation of nobody and of many as wallets do', async () => {
    const { registry, domain, message, issuedAt } = await openRegistry();
    for (const count of [0, 2, 200]) {
      const investors = Array.from({ length: count }, (_, i) =>
        investorFacts(padHex(`0x${(i + 1).toString(16)}`, { size: 20 }), issuedAt),
      );
      const many = { ...message, investors };
      const digest = hashTypedData({ domain, types, primaryType: 'Attestation', message: many });
      expect(await registry.read.hashAttestation([many])).to.equal(digest);
    }
  });

  it('admits an investor whom an issuer attests with signTypedData', async () => {
    const { registry } = await attested();
    expect(await registry.read.isVerified([wallet.address])).to.equal(true);
    expect(await registry.read.investorCountry([wallet.address])).to.equal(344);
    expect(await registry.read.clientsOf([wallet.address])).to.equal(7);
  });

  it('ends what an issuer revokes with signTypedData', async () => {
    const { registry, issuer, domain, issuedAt } = await attested();
    const message = { wallets: [wallet.address], issuedAt };
    const signature = await issuer.signTypedData({ domain, types, primaryType: 'Revocation', message });
    await registry.write.revoke([message.wallets, issuedAt, issuer.address, signature]);
    expect(await registry.read.isVerified([wallet.address])).to.equal(false);
  });

  it('links the wallet that signs with signTypedData', async () => {
    const { registry, domain, issuedAt } = await attested();
    const second = privateKeyToAccount(generatePrivateKey());
    const deadline = BigInt(issuedAt + 86_400);
    const message = { identity, wallet: second.address, nonce: 0n, deadline };
    const signature = await second.signTypedData({ domain, types, primaryType: 'LinkWallet', message });
    await registry.write.linkWallet([wallet.address, second.address, deadline, signature]);
    expect(await registry.read.isVerified([second.address])).to.equal(true);
    expect(await registry.read.walletsOf([identity])).to.deep.equal([wallet.address, second.address]);
  });

  for (const [what, change] of [
    ['another chain', { chainId: 1 }],
    ['another contract', { verifyingContract: identity }],
    ['another version', { version: '2' }],
    ['another name', { name: 'Identity Registry' }],
  ] as const) {
    it(`refuses an attestation signed for ${what}`, async () => {
      const { viem, registry, issuer, domain, message } = await openRegistry();
      const signature = await issuer.signTypedData({
        domain: { ...domain, ...change },
        types,
        primaryType: 'Attestation',
        message,
      });
      await viem.assertions.revertWithCustomErrorWithArgs(
        registry.write.attest([message, [issuer.address], [signature]]),
        registry,
        'EvidenceSignatureInvalid',
        [issuer.address],
      );
    });
  }
});
