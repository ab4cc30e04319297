export { attest } from './identity/attest.ts';
export { signAttestation } from './identity/signAttestation.ts';
export { deployToken } from './token/deployToken.ts';
export { mint } from './token/mint.ts';
export { transfer } from './token/transfer.ts';
