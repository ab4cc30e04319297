// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { IPartyChanges } from "../../contracts/deal/interfaces/IPartyChanges.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title Who may replace whom: every cell of the tables, and a stranger
/// @dev The tables are written out here and know nothing of the contract's. Rows are the office that changes, columns
/// who acts: originator, issuer, servicer, verifier, trustee, transfer agent, filing agent, the three backups, a
/// stranger.
contract PartyMatrixTest is DealCase {
    uint256 private constant OFFICES = 10;
    uint256 private constant ACTORS = 11;
    address private constant NEWCOMER = address(0xBEEF);

    /// @dev x: may propose anyone. b: may propose itself only.
    function proposals() private pure returns (string[OFFICES] memory) {
        return
            [
                //OISVTAFsvt-
                "x..........", // originator
                ".x.........", // issuer
                "..x.x..b...", // servicer
                ".x.xx...b..", // verifier
                "...xx....b.", // trustee
                ".x...x.....", // transfer agent
                ".x....x....", // filing agent
                ".x.....x...", // backup servicer
                ".x......x..", // backup verifier
                ".x.......x." // backup trustee
            ];
    }

    /// @dev x: may cancel what somebody else proposed. p: proposed it, in these tests. s: only a claim of the backup.
    function cancellations() private pure returns (string[OFFICES] memory) {
        return
            [
                //OISVTAFsvt-
                "p...x......",
                ".p..x......",
                "..s.x......",
                "...sx......",
                "...xs......",
                ".p..x......",
                ".p..x......",
                ".p..x......",
                ".p..x......",
                ".p..x......"
            ];
    }

    function actor(uint256 number) private pure returns (address) {
        return number < OFFICES ? who(Party(number)) : address(0xDEAD);
    }

    function cell(string memory row, uint256 column) private pure returns (bytes1) {
        return bytes(row)[column];
    }

    function test_WhoMayProposeAnotherAsWhom() public {
        for (uint256 office = 0; office < OFFICES; ++office) {
            string memory row = proposals()[office];
            vm.assertEq(bytes(row).length, ACTORS);
            for (uint256 column = 0; column < ACTORS; ++column) {
                tryToPropose(Party(office), actor(column), NEWCOMER, cell(row, column) == "x");
            }
        }
    }

    /// @dev Beside who may propose anyone, a backup of the party; nobody else may name itself.
    function test_WhoMayProposeItselfAsWhom() public {
        for (uint256 office = 0; office < OFFICES; ++office) {
            string memory row = proposals()[office];
            for (uint256 column = 0; column < ACTORS; ++column) {
                if (column == office) continue;
                if (cell(row, column) == "x") continue;
                bool may = cell(row, column) == "b";
                tryToPropose(Party(office), actor(column), actor(column), may);
            }
        }
    }

    function tryToPropose(Party party, address proposer, address newcomer, bool may) private {
        uint256 before = vm.snapshotState();
        if (may) {
            vm.expectEmit(address(deal));
            emit IPartyChanges.PartyChangeProposed(
                party,
                newcomer,
                proposer,
                uint40(block.timestamp + DELAY),
                "because"
            );
        } else {
            vm.expectRevert(abi.encodeWithSelector(IPartyChanges.MayNotPropose.selector, party, proposer));
        }
        vm.prank(proposer);
        deal.proposeParty(party, newcomer, "because");
        (address next, uint40 from, address by) = deal.changeOf(party);
        vm.assertEq(next, may ? newcomer : address(0));
        vm.assertEq(uint256(from), may ? block.timestamp + DELAY : 0);
        vm.assertEq(by, may ? proposer : address(0));
        vm.revertToState(before);
    }

    /// @dev Proposed by who is marked p, or by the party itself.
    function test_WhoMayCancelAProposal() public {
        for (uint256 office = 0; office < OFFICES; ++office) {
            string memory row = cancellations()[office];
            vm.assertEq(bytes(row).length, ACTORS);
            uint256 proposer = office;
            for (uint256 column = 0; column < ACTORS; ++column) if (cell(row, column) == "p") proposer = column;
            vm.prank(actor(proposer));
            deal.proposeParty(Party(office), NEWCOMER, "");
            for (uint256 column = 0; column < ACTORS; ++column) {
                bool may = column == proposer || cell(row, column) == "x";
                tryToCancel(Party(office), NEWCOMER, actor(column), may);
            }
        }
    }

    function test_WhoMayCancelAClaimToSucceed() public {
        for (uint256 office = uint256(Party.Servicer); office <= uint256(Party.Trustee); ++office) {
            string memory row = cancellations()[office];
            uint256 backup = office + 5;
            vm.prank(actor(backup));
            deal.proposeParty(Party(office), actor(backup), "silent for thirty days");
            for (uint256 column = 0; column < ACTORS; ++column) {
                bytes1 mark = cell(row, column);
                bool may = column == backup || mark == "x" || mark == "s";
                tryToCancel(Party(office), actor(backup), actor(column), may);
            }
        }
    }

    /// @dev The trustee wants another servicer: the servicer can't cancel that.
    function test_WhoIsReplacedByAnotherPartyCanNotCancelIt() public {
        asParty(Party.Trustee);
        deal.proposeParty(Party.Servicer, NEWCOMER, "");
        tryToCancel(Party.Servicer, NEWCOMER, who(Party.Servicer), false);
        asParty(Party.Verifier);
        deal.proposeParty(Party.Trustee, NEWCOMER, "");
        tryToCancel(Party.Trustee, NEWCOMER, who(Party.Trustee), false);
    }

    function tryToCancel(Party party, address newcomer, address by, bool may) private {
        uint256 before = vm.snapshotState();
        if (may) {
            vm.expectEmit(address(deal));
            emit IPartyChanges.PartyChangeCancelled(party, newcomer, by);
        } else {
            vm.expectRevert(abi.encodeWithSelector(IPartyChanges.MayNotCancel.selector, party, by));
        }
        vm.prank(by);
        deal.cancelParty(party);
        (address next, , ) = deal.changeOf(party);
        vm.assertEq(next, may ? address(0) : newcomer);
        vm.revertToState(before);
    }

    /// @dev What an office alone may do, and so who may do it, follows the office to its successor.
    function test_AnOfficesRightsGoToItsSuccessor() public {
        asParty(Party.Issuer);
        deal.proposeParty(Party.Issuer, NEWCOMER, "");
        later(DELAY);
        vm.prank(NEWCOMER);
        deal.acceptParty(Party.Issuer);
        tryToPropose(Party.TransferAgent, NEWCOMER, walletAt(7), true);
        tryToPropose(Party.TransferAgent, who(Party.Issuer), walletAt(7), false);
        vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheIssuer.selector, who(Party.Issuer)));
        asParty(Party.Issuer);
        deal.setDocument("prospectus", "ipfs://x", keccak256("x"));
    }
}
