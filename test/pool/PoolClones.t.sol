// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IReceivablesPool } from "../../contracts/pool/interfaces/IReceivablesPool.sol";
import { PoolFactory } from "../../contracts/pool/PoolFactory.sol";
import { ReceivablesPool } from "../../contracts/pool/ReceivablesPool.sol";
import { SumTree } from "../../contracts/pool/SumTree.sol";
import { Tape } from "../../contracts/pool/types/PoolState.sol";
import { PoolTerms } from "../../contracts/pool/types/PoolTerms.sol";
import { Sums } from "../../contracts/pool/types/Sums.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { RecordingWaterfall } from "../mocks/RecordingWaterfall.sol";
import { PoolCase } from "../support/PoolCase.sol";

contract PoolClonesTest is PoolCase {
    function setUp() public {
        deployPool();
    }

    function test_APoolIsMadeWithItsTermsItsTapeAndItsFirstPeriod() public {
        PoolTerms memory terms = termsOf();
        vm.assertEq(keccak256(abi.encode(pool.terms())), keccak256(abi.encode(terms)));
        vm.assertEq(address(pool.parties()), address(parties));
        vm.assertEq(address(pool.waterfall()), address(waterfall));
        vm.assertTrue(factory.isPool(address(pool)));
        vm.assertEq(factory.addressOf(terms, "first"), address(pool));
        (bytes32 root, Sums sums, uint24 until) = pool.currentTape();
        vm.assertEq(root, SumTree.commit(terms.topHash, terms.sums));
        vm.assertTrue(sums == terms.sums);
        vm.assertEq(until, terms.cutOff);
        Tape memory tape = pool.tapeOf(root);
        vm.assertEq(tape.period, 0);
        vm.assertEq(tape.acceptedAt, START);
        vm.assertEq(pool.nextPeriod(), 1);
        // One that comes on chain seasoned begins with another date.
        RecordingWaterfall seasoned = new RecordingWaterfall(money, 1, uint40(START), CODES);
        seasoned.setFirst(14);
        pool = ReceivablesPool(factory.create(terms, parties, IWaterfall(address(seasoned)), "seasoned"));
        vm.assertEq(pool.nextPeriod(), 14);
    }

    function test_RevertWhen_ItIsInitialisedAgainOrByAnotherOrAtTheImplementation() public {
        bytes memory again = abi.encodeWithSignature("InvalidInitialization()");
        vm.expectRevert(again);
        pool.initialize(parties, IWaterfall(address(waterfall)));
        vm.startPrank(address(factory));
        vm.expectRevert(again);
        pool.initialize(parties, IWaterfall(address(waterfall)));
        ReceivablesPool implementation = ReceivablesPool(factory.IMPLEMENTATION());
        vm.expectRevert(again);
        implementation.initialize(parties, IWaterfall(address(waterfall)));
        vm.stopPrank();
        ReceivablesPool bare = new ReceivablesPool(
            address(factory),
            address(challenges),
            pool.READER(),
            assets(),
            disclosures()
        );
        vm.expectRevert(again);
        bare.initialize(parties, IWaterfall(address(waterfall)));
    }

    function test_RevertWhen_SomebodyElseThanThePlatformMakesAPool() public {
        PoolTerms memory terms = termsOf();
        vm.prank(vm.addr(STRANGER));
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.NotThePlatform.selector, vm.addr(STRANGER)));
        factory.create(terms, parties, IWaterfall(address(waterfall)), "x");
    }

    function test_RevertWhen_ATermIsOutOfRange() public {
        PoolTerms memory terms = termsOf();
        terms.contractRate = 0;
        expectOutOfRange(terms, 0, 1, type(uint96).max);
        terms = termsOf();
        terms.band = 10_000;
        expectOutOfRange(terms, 10_000, 0, 9_999);
        terms = termsOf();
        terms.holdHours = 73;
        expectOutOfRange(terms, 73, 0, 72);
        terms = termsOf();
        terms.forecast = new bytes(17);
        expectOutOfRange(terms, 1, 0, 0);
        terms.forecast = new bytes(16 * 1_201);
        expectOutOfRange(terms, 1_201, 0, 1_200);
        terms = termsOf();
        terms.eligibility.tenorFrom = 181;
        expectOutOfRange(terms, 181, 0, 180);
        terms = termsOf();
        terms.sums = Sums.wrap(1 << 255);
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.SumsOutOfRange.selector, terms.sums));
        factory.create(terms, parties, IWaterfall(address(waterfall)), "y");
    }

    function test_RevertWhen_APartyTableOrWaterfallIsMissing() public {
        PoolTerms memory terms = termsOf();
        vm.expectRevert(IReceivablesPool.ZeroAddress.selector);
        factory.create(terms, parties, IWaterfall(address(0)), "z");
    }

    function test_AnotherFactorysPoolsAreNotItsOwn() public {
        PoolFactory other = new PoolFactory(address(this), assets(), disclosures());
        vm.assertFalse(other.isPool(address(pool)));
        vm.assertTrue(other.CHALLENGES() != factory.CHALLENGES());
    }

    function expectOutOfRange(PoolTerms memory terms, uint256 got, uint256 lowest, uint256 highest) private {
        vm.expectRevert(abi.encodeWithSelector(IReceivablesPool.PoolTermOutOfRange.selector, got, lowest, highest));
        factory.create(terms, parties, IWaterfall(address(waterfall)), "y");
    }
}
