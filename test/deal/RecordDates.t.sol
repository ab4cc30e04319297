// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

import { RecordDates } from "../../contracts/deal/RecordDates.sol";
import { IRecordDates } from "../../contracts/deal/interfaces/IRecordDates.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { Holders } from "../support/Holders.sol";

/// @title The list of record dates, and how a token takes it
contract RecordDatesTest is Holders {
    uint40 private constant NEVER = type(uint40).max;
    uint40 private noon;

    function setUp() public override {
        super.setUp();
        noon = uint40(START + 10 days);
    }

    // Listing

    function test_AListedDateIsTold() public {
        vm.assertFalse(dates.isListed(noon));
        vm.expectEmit(address(dates));
        emit IRecordDates.RecordDateListed(noon);
        dates.list(noon, 0);
        vm.assertTrue(dates.isListed(noon));
        vm.assertFalse(dates.isListed(noon + 1));
        vm.assertFalse(dates.isListed(0));
        vm.assertFalse(dates.isListed(NEVER));
    }

    function testFuzz_DatesListedInAnyOrderAreWalkedInOrder(uint256 seed) public {
        uint40[6] memory sorted;
        uint256 count;
        for (uint256 i = 0; i < 6; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint40 moment = uint40(START + 2 days + (seed % 1000) * 6 + i);
            uint256 place = count++;
            for (; place > 0 && sorted[place - 1] > moment; --place) sorted[place] = sorted[place - 1];
            sorted[place] = moment;
            dates.list(moment, place == 0 ? 0 : sorted[place - 1]);
        }
        uint40 known;
        for (uint256 i = 0; i < 6; ++i) {
            vm.warp(sorted[i]);
            expectAround(known, sorted[i], i == 5 ? NEVER : sorted[i + 1]);
            expectAround(0, sorted[i], i == 5 ? NEVER : sorted[i + 1]);
            known = sorted[i];
        }
    }

    function test_AroundStandsStillUntilTheNextDateComes() public {
        dates.list(noon, 0);
        dates.list(noon + 5, noon);
        vm.warp(noon - 1);
        expectAround(0, 0, noon);
        vm.warp(noon);
        expectAround(0, noon, noon + 5);
        expectAround(noon, noon, noon + 5);
        vm.warp(noon + 5);
        expectAround(noon, noon + 5, NEVER);
        expectAround(noon + 1, noon + 1, NEVER);
    }

    function test_ADateAtTheEndOfTheNoticeIsInTime() public {
        dates.list(uint40(START + 1 days), 0);
        vm.assertTrue(dates.isListed(uint40(START + 1 days)));
    }

    function test_RevertWhen_TheDateComesBeforeTheNotice() public {
        uint40 moment = uint40(START + 1 days - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IRecordDates.RecordDateTooSoon.selector, moment, uint40(START + 1 days))
        );
        dates.list(moment, 0);
    }

    function test_RevertWhen_WithoutNoticeTheDateIsNow() public {
        RecordDates hasty = new RecordDates(address(this), 0);
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.RecordDateTooSoon.selector, uint40(START), uint40(START)));
        hasty.list(uint40(START), 0);
        hasty.list(uint40(START + 1), 0);
        vm.assertTrue(hasty.isListed(uint40(START + 1)));
    }

    function test_RevertWhen_TheDateIsTheMarkOfTheEnd() public {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.RecordDateTooSoon.selector, NEVER, uint40(START + 1 days)));
        dates.list(NEVER, 0);
    }

    function test_RevertWhen_TheDateIsListedAlready() public {
        dates.list(noon, 0);
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.RecordDateAlreadyListed.selector, noon));
        dates.list(noon, 0);
    }

    function test_RevertWhen_TheDateNamedBeforeItIsNotTheOneBefore() public {
        dates.list(noon, 0);
        dates.list(noon + 10, noon);
        expectNotThePrevious(0, noon + 5);
        dates.list(noon + 5, 0);
        expectNotThePrevious(noon + 10, noon + 5);
        dates.list(noon + 5, noon + 10);
        expectNotThePrevious(noon + 1, noon + 5);
        dates.list(noon + 5, noon + 1);
        expectNotThePrevious(NEVER, noon + 5);
        dates.list(noon + 5, NEVER);
        expectNotThePrevious(noon, noon);
        dates.list(noon, noon);
        dates.list(noon + 5, noon);
    }

    function test_RevertWhen_OneWhoIsNotTheOwnerListsOrAdds() public {
        vm.startPrank(bob);
        expectOnlyOwner(bob);
        dates.list(noon, 0);
        expectOnlyOwner(bob);
        dates.addToken(bob);
        vm.stopPrank();
    }

    function test_OwnershipPassesInTwoSteps() public {
        dates.transferOwnership(bob);
        vm.assertEq(dates.owner(), address(this));
        vm.prank(bob);
        dates.acceptOwnership();
        vm.assertEq(dates.owner(), bob);
    }

    // Tokens

    function test_EveryTokenIsToldOfANewDate() public {
        SecurityToken other = deployToken("B");
        dates.list(noon, 0);
        vm.assertEq(token.state().nextRecordDate(), noon);
        vm.assertEq(other.state().nextRecordDate(), noon);
    }

    function test_RevertWhen_ATokenIsAddedTwice() public {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.TokenAlreadyAdded.selector, address(token)));
        dates.addToken(address(token));
    }

    function test_RevertWhen_ASeventeenthTokenIsAdded() public {
        RecordDates full = new RecordDates(address(this), 1 days);
        for (uint256 i = 0; i < 16; ++i) {
            vm.expectEmit(address(full));
            emit IRecordDates.TokenAdded(walletAt(i));
            full.addToken(walletAt(i));
            vm.assertTrue(full.tells(walletAt(i)));
        }
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.TooManyTokens.selector, 16));
        full.addToken(walletAt(16));
    }

    // Tokens that are told no longer

    function test_DeadAddressesStopAListUntilTheyAreRemoved() public {
        dates.addToken(address(0xDEAD));
        vm.expectRevert();
        dates.list(noon, 0);
        vm.expectEmit(address(dates));
        emit IRecordDates.TokenRemoved(address(0xDEAD));
        dates.removeToken(address(0xDEAD));
        vm.assertFalse(dates.tells(address(0xDEAD)));
        dates.list(noon, 0);
        vm.assertEq(token.state().nextRecordDate(), noon, "the others are told");
    }

    function test_AListFullOfDeadTokensTakesANewOneInTheirPlace() public {
        for (uint256 i = 1; i < 16; ++i) dates.addToken(walletAt(i));
        SecurityToken other = withoutDates("C");
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.TooManyTokens.selector, 16));
        dates.addToken(address(other));
        dates.removeToken(walletAt(7));
        dates.addToken(address(other));
        other.setRecordDates(address(dates));
    }

    function test_RevertWhen_ATokenThatHasUnitsOrMayBeMintedIsRemoved() public {
        token.mint(alice, 5);
        dates.list(noon, 0);
        vm.warp(noon);
        expectNeedsDates();
        dates.removeToken(address(token));
        token.closeMint();
        expectNeedsDates();
        dates.removeToken(address(token));
        token.burn(alice, 5);
        dates.removeToken(address(token));
        vm.assertFalse(dates.tells(address(token)));
        dates.list(noon + 10 days, noon);
        vm.warp(noon + 20 days);
        vm.assertEq(token.balanceOfAt(alice, noon), 5, "what was stays");
        vm.assertEq(token.balanceOfAt(alice, noon + 10 days), 0);
        vm.assertEq(token.totalSupplyAt(noon + 10 days), 0);
    }

    function test_ATokenThatNeverTookTheListIsRemovedWhateverItHas() public {
        SecurityToken other = withoutDates("C");
        dates.addToken(address(other));
        other.mint(alice, 5);
        dates.removeToken(address(other));
        vm.assertFalse(dates.tells(address(other)));
    }

    function test_RevertWhen_WhatIsRemovedIsNotThereOrAStrangerRemoves() public {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.TokenNotAdded.selector, alice));
        dates.removeToken(alice);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, alice));
        vm.prank(alice);
        dates.removeToken(address(token));
    }

    function expectNeedsDates() private {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.TokenNeedsRecordDates.selector, address(token)));
    }

    // How a token takes a list

    function test_ATokenTakesAListThatHasDatesAlready() public {
        dates.list(noon, 0);
        dates.list(noon + 100, noon);
        vm.warp(noon + 1);
        SecurityToken other = withoutDates("C");
        vm.assertEq(other.recordDates(), address(0));
        dates.addToken(address(other));
        vm.expectEmit(address(other));
        emit ISecurityToken.RecordDatesSet(address(dates));
        other.setRecordDates(address(dates));
        vm.assertEq(other.recordDates(), address(dates));
        vm.assertEq(other.state().lastRecordDate(), noon);
        vm.assertEq(other.state().nextRecordDate(), noon + 100);
        other.mint(alice, 5);
        vm.assertEq(other.totalSupplyAt(noon), 0);
    }

    function test_RevertWhen_TheListDoesNotTellTheToken() public {
        SecurityToken other = withoutDates("C");
        expectNotAccepted(address(dates));
        other.setRecordDates(address(dates));
    }

    function test_RevertWhen_TheTokenHasAListAlready() public {
        RecordDates second = new RecordDates(address(this), 1 days);
        second.addToken(address(token));
        expectNotAccepted(address(second));
        token.setRecordDates(address(second));
    }

    function test_RevertWhen_UnitsWereMintedEvenIfAllWereBurntAgain() public {
        SecurityToken other = withoutDates("C");
        dates.addToken(address(other));
        other.mint(alice, 5);
        expectNotAccepted(address(dates));
        other.setRecordDates(address(dates));
        other.burn(alice, 5);
        expectNotAccepted(address(dates));
        other.setRecordDates(address(dates));
    }

    function test_RevertWhen_OneWhoIsNotTheOwnerSetsTheList() public {
        SecurityToken other = withoutDates("C");
        dates.addToken(address(other));
        expectOnlyOwner(bob);
        vm.prank(bob);
        other.setRecordDates(address(dates));
    }

    function test_ATokenWithoutAListMovesAndKnowsNoRecordDates() public {
        SecurityToken other = withoutDates("C");
        other.syncRecordDates();
        other.mint(alice, 5);
        vm.prank(alice);
        other.transfer(bob, 2);
        dates.list(noon, 0);
        vm.warp(noon + 1);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotAPastRecordDate.selector, noon));
        other.balanceOfAt(alice, noon);
        vm.assertEq(other.state().nextRecordDate(), NEVER);
    }

    function withoutDates(string memory symbol) private returns (SecurityToken) {
        ISecurityToken.TokenTerms memory terms = ISecurityToken.TokenTerms({
            name: symbol,
            symbol: symbol,
            decimals: 6,
            maximumSupply: MAXIMUM,
            inDeal: false,
            owner: address(this),
            onchainID: address(0),
            identityRegistry: address(registry),
            compliance: address(compliance),
            agents: only(address(this))
        });
        return SecurityToken(factory.create(terms, keccak256(bytes(symbol))));
    }

    function expectAround(uint40 known, uint40 last, uint40 next) private view {
        (uint40 toldLast, uint40 toldNext) = dates.around(known);
        vm.assertEq(toldLast, last);
        vm.assertEq(toldNext, next);
    }

    function expectNotThePrevious(uint40 previous, uint40 moment) private {
        vm.expectRevert(abi.encodeWithSelector(IRecordDates.NotThePreviousDate.selector, previous, moment));
    }

    function expectNotAccepted(address source) private {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.RecordDatesNotAccepted.selector, source));
    }
}
