import { expect } from 'chai';
import { isTest, roleProblems, writingFunctions } from '../../scripts/generate/roles.ts';
import type { RoleRow } from '../../scripts/generate/roles/row.ts';

const row: RoleRow = {
  role: 'anyone',
  contract: 'Sluice',
  functions: ['open'],
  worst: 'Opens it.',
  stop: 'Nobody.',
  tests: ['sluice/Gate.t.sol test_Opens'],
};
const functions = new Map([['Sluice', new Set(['open'])]]);
const always = (): boolean => true;

describe('the table of roles', () => {
  it('is whole when each function has a row and each row a function and a test', () => {
    expect(roleProblems([row], functions, always)).to.deep.equal([]);
  });

  it('names a function without a row', () => {
    const more = new Map([['Sluice', new Set(['open', 'shut'])]]);
    expect(roleProblems([row], more, always)).to.deep.equal(['Sluice.shut has no row']);
  });

  it('names a row without a function, and one that comes twice', () => {
    const rows = [row, { ...row, functions: ['open', 'drain'] }];
    expect(roleProblems(rows, functions, always)).to.deep.equal([
      'Sluice.open by anyone has two rows',
      'Sluice.drain by anyone: the contract has no such function',
    ]);
  });

  it('names a test that is not there, and a row without any', () => {
    expect(roleProblems([row], functions, () => false)).to.deep.equal([
      'Sluice.open by anyone: no test sluice/Gate.t.sol test_Opens',
    ]);
    expect(roleProblems([{ ...row, tests: [] }], functions, always)).to.deep.equal([
      'Sluice.open by anyone names no test',
    ]);
  });

  it('finds tests by their whole name, in the file that is named', () => {
    expect(isTest('venue/VenueList.t.sol test_RevertWhen_AStrangerListsAVenue')).to.equal(true);
    expect(isTest('venue/VenueList.t.sol test_RevertWhen_AStrangerLists')).to.equal(false);
    expect(isTest('venue/NoSuchFile.t.sol test_RevertWhen_AStrangerListsAVenue')).to.equal(false);
    expect(isTest('scripts/roles.test.ts names a function without a row')).to.equal(true);
  });

  it('asks for what writes, of contracts with code that are no libraries', () => {
    const abi = [
      { type: 'function', name: 'setVenue', stateMutability: 'nonpayable' },
      { type: 'function', name: 'isVenueFor', stateMutability: 'view' },
    ];
    const built = { contractName: 'VenueList', sourceName: 'contracts/venue/VenueList.sol', abi };
    const library = { contractName: 'TriedCall', sourceName: 'contracts/compliance/TriedCall.sol', abi };
    const found = writingFunctions([
      { ...built, deployedBytecode: '0x60' },
      { ...library, deployedBytecode: '0x60' },
    ]);
    expect([...found]).to.deep.equal([['VenueList', new Set(['setVenue'])]]);
    expect(writingFunctions([{ ...built, deployedBytecode: '0x' }]).size).to.equal(0);
  });
});
