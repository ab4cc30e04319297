// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IPartyChanges } from "../../contracts/deal/interfaces/IPartyChanges.sol";
import { DealTable } from "../../contracts/deal/types/DealTable.sol";
import { Matter } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title How a party is replaced: proposed, public for the delay, accepted by the newcomer
contract PartiesTest is DealCase {
    address private constant NEWCOMER = address(0xBEEF);
    uint40 private from;

    function setUp() public override {
        super.setUp();
        from = uint40(block.timestamp + DELAY);
    }

    function test_TheNewcomerTakesTheOfficeOverAfterTheDelay() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        vm.warp(from);
        vm.expectEmit(address(deal));
        emit IPartyChanges.PartyChanged(Party.TransferAgent, who(Party.TransferAgent), NEWCOMER);
        accept(Party.TransferAgent, NEWCOMER);
        vm.assertEq(deal.partyOf(Party.TransferAgent), NEWCOMER);
        (address next, uint40 when, address by) = deal.changeOf(Party.TransferAgent);
        vm.assertEq(next, address(0));
        vm.assertEq(uint256(when), 0);
        vm.assertEq(by, address(0));
    }

    function test_NobodyElsesOfficeChanges() public {
        propose(Party.Issuer, Party.FilingAgent, NEWCOMER);
        vm.warp(from);
        accept(Party.FilingAgent, NEWCOMER);
        for (uint256 i = 0; i < 10; ++i) {
            address expected = Party(i) == Party.FilingAgent ? NEWCOMER : who(Party(i));
            vm.assertEq(deal.partyOf(Party(i)), expected);
        }
    }

    function test_AChangeIsDisclosed_AndARegisterOutOfOrderStopsNothing() public {
        propose(Party.Issuer, Party.FilingAgent, NEWCOMER);
        vm.warp(from);
        uint256 before = vm.snapshotState();
        accept(Party.FilingAgent, NEWCOMER);
        vm.assertEq(disclosures.raised(), 1);
        vm.assertEq(uint256(disclosures.matter()), uint256(Matter.PartyChanged));
        vm.assertEq(uint256(disclosures.subject()), uint256(Party.FilingAgent));
        vm.revertToState(before);
        disclosures.fail(true);
        vm.expectEmit(address(deal));
        emit IDeal.DisclosureFailed(Matter.PartyChanged, uint64(uint256(Party.FilingAgent)));
        accept(Party.FilingAgent, NEWCOMER);
        vm.assertEq(deal.partyOf(Party.FilingAgent), NEWCOMER);
    }

    function test_AnOfficeChangesHandsTwice() public {
        propose(Party.Servicer, Party.Servicer, NEWCOMER);
        vm.warp(from);
        accept(Party.Servicer, NEWCOMER);
        vm.prank(NEWCOMER);
        deal.proposeParty(Party.Servicer, walletAt(7), "");
        later(DELAY);
        accept(Party.Servicer, walletAt(7));
        vm.assertEq(deal.partyOf(Party.Servicer), walletAt(7));
    }

    function test_ABackupSucceedsASilentParty() public {
        address backup = who(Party.BackupTrustee);
        propose(Party.BackupTrustee, Party.Trustee, backup);
        vm.warp(from);
        accept(Party.Trustee, backup);
        vm.assertEq(deal.partyOf(Party.Trustee), backup);
    }

    // Refusals

    function test_RevertWhen_ItIsAcceptedBeforeTheDelayIsOver() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        vm.warp(from - 1);
        vm.expectRevert(abi.encodeWithSelector(IPartyChanges.ChangeTooEarly.selector, from));
        accept(Party.TransferAgent, NEWCOMER);
    }

    function test_RevertWhen_TheNewcomerHesitatesTooLong() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        vm.warp(from + 30 days);
        vm.expectRevert(abi.encodeWithSelector(IPartyChanges.ChangeLapsed.selector, from + 30 days));
        accept(Party.TransferAgent, NEWCOMER);
        // And another may be proposed.
        propose(Party.Issuer, Party.TransferAgent, walletAt(7));
    }

    function test_TheNewcomerMayAcceptToTheLastMoment() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        vm.warp(from + 30 days - 1);
        accept(Party.TransferAgent, NEWCOMER);
        vm.assertEq(deal.partyOf(Party.TransferAgent), NEWCOMER);
    }

    function test_RevertWhen_AnybodyElseAccepts() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        vm.warp(from);
        vm.expectRevert(abi.encodeWithSelector(IPartyChanges.NotTheNewcomer.selector, NEWCOMER, who(Party.Issuer)));
        accept(Party.TransferAgent, who(Party.Issuer));
    }

    function test_RevertWhen_NothingIsProposed() public {
        bytes memory reason = abi.encodeWithSelector(IPartyChanges.NoChangeProposed.selector, Party.Trustee);
        vm.expectRevert(reason);
        accept(Party.Trustee, NEWCOMER);
        vm.expectRevert(reason);
        asParty(Party.Verifier);
        deal.cancelParty(Party.Trustee);
    }

    function test_RevertWhen_ACancelledOrAcceptedChangeIsAcceptedAgain() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        asParty(Party.Trustee);
        deal.cancelParty(Party.TransferAgent);
        vm.warp(from);
        bytes memory reason = abi.encodeWithSelector(IPartyChanges.NoChangeProposed.selector, Party.TransferAgent);
        vm.expectRevert(reason);
        accept(Party.TransferAgent, NEWCOMER);
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        later(DELAY);
        accept(Party.TransferAgent, NEWCOMER);
        vm.expectRevert(reason);
        accept(Party.TransferAgent, NEWCOMER);
    }

    function test_RevertWhen_AnotherChangeWaits() public {
        propose(Party.Issuer, Party.TransferAgent, NEWCOMER);
        vm.expectRevert(
            abi.encodeWithSelector(IPartyChanges.ChangeProposedAlready.selector, Party.TransferAgent, NEWCOMER)
        );
        propose(Party.TransferAgent, Party.TransferAgent, walletAt(7));
    }

    function test_RevertWhen_NobodyOrTheSameIsProposed() public {
        vm.expectRevert(abi.encodeWithSelector(IPartyChanges.PartyMissing.selector, Party.TransferAgent));
        propose(Party.Issuer, Party.TransferAgent, address(0));
        vm.expectRevert(
            abi.encodeWithSelector(IPartyChanges.SameParty.selector, Party.TransferAgent, who(Party.TransferAgent))
        );
        propose(Party.Issuer, Party.TransferAgent, who(Party.TransferAgent));
    }

    function test_RevertWhen_TheNewcomerHasAnOfficeThatMustBeAnothers() public {
        expectNotDistinct(Party.Servicer, Party.Verifier, who(Party.Verifier));
        propose(Party.Servicer, Party.Servicer, who(Party.Verifier));
        expectNotDistinct(Party.Trustee, Party.TransferAgent, who(Party.TransferAgent));
        propose(Party.Trustee, Party.Trustee, who(Party.TransferAgent));
        expectNotDistinct(Party.TransferAgent, Party.Trustee, who(Party.Trustee));
        propose(Party.Issuer, Party.TransferAgent, who(Party.Trustee));
        expectNotDistinct(Party.Issuer, Party.Trustee, who(Party.Trustee));
        propose(Party.Issuer, Party.Issuer, who(Party.Trustee));
    }

    /// @dev Neither was in office when the other was proposed.
    function test_RevertWhen_TheNewcomerEnteredAnOfficeMeanwhileThatMustBeAnothers() public {
        propose(Party.Servicer, Party.Servicer, NEWCOMER);
        propose(Party.Verifier, Party.Verifier, NEWCOMER);
        vm.warp(from);
        accept(Party.Servicer, NEWCOMER);
        expectNotDistinct(Party.Verifier, Party.Servicer, NEWCOMER);
        accept(Party.Verifier, NEWCOMER);
    }

    function test_RevertWhen_WhoProposedHasLeftTheOfficeThatLetIt() public {
        propose(Party.Trustee, Party.Servicer, walletAt(7));
        propose(Party.Verifier, Party.Trustee, NEWCOMER);
        vm.warp(from);
        accept(Party.Trustee, NEWCOMER);
        vm.expectRevert(
            abi.encodeWithSelector(IPartyChanges.MayNotPropose.selector, Party.Servicer, who(Party.Trustee))
        );
        accept(Party.Servicer, walletAt(7));
        // It is in nobody's way.
        vm.prank(NEWCOMER);
        deal.proposeParty(Party.Servicer, walletAt(8), "");
        (address next, , ) = deal.changeOf(Party.Servicer);
        vm.assertEq(next, walletAt(8));
    }

    function test_RevertWhen_ABackupThatIsNoneAnyMoreSucceeds() public {
        propose(Party.BackupServicer, Party.Servicer, who(Party.BackupServicer));
        propose(Party.Issuer, Party.BackupServicer, NEWCOMER);
        vm.warp(from);
        accept(Party.BackupServicer, NEWCOMER);
        vm.expectRevert(
            abi.encodeWithSelector(IPartyChanges.MayNotPropose.selector, Party.Servicer, who(Party.BackupServicer))
        );
        accept(Party.Servicer, who(Party.BackupServicer));
    }

    function test_AVacantBackupIsNamedByTheIssuer() public {
        DealTable memory t = draft();
        t.parties[uint256(Party.BackupServicer)] = address(0);
        createDeal(t);
        propose(Party.Issuer, Party.BackupServicer, NEWCOMER);
        vm.warp(from);
        accept(Party.BackupServicer, NEWCOMER);
        vm.assertEq(deal.partyOf(Party.BackupServicer), NEWCOMER);
    }

    function propose(Party by, Party party, address newcomer) private {
        asParty(by);
        deal.proposeParty(party, newcomer, "");
    }

    function accept(Party party, address newcomer) private {
        vm.prank(newcomer);
        deal.acceptParty(party);
    }

    function expectNotDistinct(Party party, Party other, address one) private {
        vm.expectRevert(abi.encodeWithSelector(IPartyChanges.PartiesNotDistinct.selector, party, other, one));
    }
}
