// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { FilingStatus, IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { FilingCase } from "../support/FilingCase.sol";

/// @notice The state machine of a filing: every way there is, and that there is no other.
contract FilingStatusTest is FilingCase {
    /// @dev Where a filing can stand, told apart by what its ways depend on.
    enum Start {
        Submitted,
        SupplementRequested,
        Filed,
        FiledAndIssued,
        IssuanceReported,
        Ongoing,
        Refused,
        Withdrawn,
        SuspendedFromFiled,
        SuspendedFromFiledAndIssued,
        SuspendedFromIssuanceReported,
        SuspendedFromOngoing
    }

    uint256 private constant STATUSES = 9;

    function setUp() public {
        deployRegistry();
    }

    /// @dev One column for each status in the order of the enum:
    /// None, Submitted, SupplementRequested, Filed, IssuanceReported, Ongoing, Refused, Withdrawn, Suspended.
    function waysFrom(Start start) private pure returns (bytes memory) {
        if (start == Start.Submitted) return "--xx--xx-";
        if (start == Start.SupplementRequested) return "-x----xx-";
        if (start == Start.Filed) return "-------xx";
        if (start == Start.FiledAndIssued) return "----x---x";
        if (start == Start.IssuanceReported) return "-----x--x";
        if (start == Start.Ongoing) return "--------x";
        if (start == Start.Refused) return "---------";
        if (start == Start.Withdrawn) return "---------";
        if (start == Start.SuspendedFromFiled) return "---x---x-";
        if (start == Start.SuspendedFromFiledAndIssued) return "---x---x-";
        if (start == Start.SuspendedFromIssuanceReported) return "----x--x-";
        return "-----x-x-";
    }

    function bring(Start start) private returns (bytes32 filing, FilingStatus at_) {
        if (start == Start.Submitted) return (submitted(), FilingStatus.Submitted);
        if (start == Start.SupplementRequested) return ended(FilingStatus.SupplementRequested);
        if (start == Start.Refused) return ended(FilingStatus.Refused);
        if (start == Start.Withdrawn) return ended(FilingStatus.Withdrawn);
        filing = cleared();
        at_ = FilingStatus.Filed;
        bool isIssued = start != Start.Filed && start != Start.SuspendedFromFiled;
        if (isIssued) consume(filing);
        bool isOngoing = start == Start.Ongoing || start == Start.SuspendedFromOngoing;
        if (isOngoing || start == Start.IssuanceReported || start == Start.SuspendedFromIssuanceReported) {
            record(filing, at_ = FilingStatus.IssuanceReported);
        }
        if (isOngoing) record(filing, at_ = FilingStatus.Ongoing);
        if (start >= Start.SuspendedFromFiled) record(filing, at_ = FilingStatus.Suspended);
    }

    function ended(FilingStatus to) private returns (bytes32 filing, FilingStatus) {
        filing = submitted();
        record(filing, to);
        return (filing, to);
    }

    function test_EveryWayIsTakenAndNoOther() public {
        uint256 taken;
        for (uint256 start = 0; start <= uint256(type(Start).max); ++start) {
            uint256 clean = vm.snapshotState();
            (bytes32 filing, FilingStatus from) = bring(Start(start));
            bytes memory ways = waysFrom(Start(start));
            vm.assertEq(ways.length, STATUSES);
            for (uint256 to = 0; to < STATUSES; ++to) {
                uint256 before = vm.snapshotState();
                if (ways[to] == "x") ++taken;
                tryWay(filing, from, FilingStatus(to), ways[to] == "x");
                vm.revertToState(before);
            }
            vm.revertToState(clean);
        }
        vm.assertEq(taken, 22);
    }

    function tryWay(bytes32 filing, FilingStatus from, FilingStatus to, bool open) private {
        bool publishes = from == FilingStatus.Submitted && to == FilingStatus.Filed;
        if (open) {
            recordAs(filing, to, publishes ? "CSRC 2026-17" : "");
            assertStatus(filing, to);
            return;
        }
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.StatusNotReachable.selector, from, to));
        vm.prank(agent);
        registry.record(filing, to, "", EVIDENCE);
        assertStatus(filing, from);
    }

    function test_RevertWhen_TheFilingWasNeverSubmitted() public {
        for (uint256 to = 0; to < STATUSES; ++to) {
            vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.UnknownFiling.selector, bytes32("nothing")));
            vm.prank(agent);
            registry.record("nothing", FilingStatus(to), "", EVIDENCE);
        }
    }

    function test_ASupplementIsAskedForTwiceAndAnswered() public {
        bytes32 filing = submitted();
        for (uint256 i = 0; i < 2; ++i) {
            record(filing, FilingStatus.SupplementRequested);
            record(filing, FilingStatus.Submitted);
        }
        recordAs(filing, FilingStatus.Filed, "CSRC 2026-18");
        vm.assertEq(registry.numberOf(filing), "CSRC 2026-18");
    }

    function test_ASuspensionThatIsLiftedGivesBackWhereItStood() public {
        bytes32 filing = cleared();
        record(filing, FilingStatus.Suspended);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Suspended));
        registry.requireEffective(filing);
        record(filing, FilingStatus.Filed);
        registry.requireEffective(filing);
        vm.assertEq(registry.numberOf(filing), "CSRC 2026-17");
        consume(filing);
        record(filing, FilingStatus.IssuanceReported);
        record(filing, FilingStatus.Suspended);
        record(filing, FilingStatus.IssuanceReported);
        registry.requireEffective(filing);
        record(filing, FilingStatus.Ongoing);
        registry.requireEffective(filing);
        vm.assertEq(registry.dealOf(filing), DEAL);
    }

    function test_ItIsEffectiveInThreeStatusesOnly() public {
        for (uint256 start = 0; start <= uint256(type(Start).max); ++start) {
            uint256 clean = vm.snapshotState();
            (bytes32 filing, FilingStatus status) = bring(Start(start));
            bool effective =
                status == FilingStatus.Filed ||
                    status == FilingStatus.IssuanceReported ||
                    status == FilingStatus.Ongoing;
            if (!effective) {
                vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, status));
            }
            registry.requireEffective(filing);
            vm.revertToState(clean);
        }
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.None));
        registry.requireEffective("nothing");
    }

    function test_TheRecordIsAnEventWithItsEvidence() public {
        bytes32 filing = submitted();
        vm.expectEmit(address(registry));
        emit IFilingRegistry.FilingStatusChanged(filing, FilingStatus.Filed, "CSRC 2026-17", EVIDENCE);
        recordAs(filing, FilingStatus.Filed, "CSRC 2026-17");
    }

    function test_RevertWhen_TheNumberIsMissingOrOutOfPlace() public {
        bytes32 filing = submitted();
        expectNumberToBeRefused(filing, FilingStatus.Submitted, FilingStatus.Filed, "");
        expectNumberToBeRefused(filing, FilingStatus.Submitted, FilingStatus.Refused, "CSRC 2026-17");
        recordAs(filing, FilingStatus.Filed, "CSRC 2026-17");
        record(filing, FilingStatus.Suspended);
        expectNumberToBeRefused(filing, FilingStatus.Suspended, FilingStatus.Filed, "another");
    }

    function expectNumberToBeRefused(bytes32 filing, FilingStatus from, FilingStatus to, string memory number) private {
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNumberDoesNotFit.selector, from, to));
        recordAs(filing, to, number);
    }

    function test_RevertWhen_ThereIsNoEvidence() public {
        bytes32 filing = submitted();
        vm.expectRevert(IFilingRegistry.EvidenceMissing.selector);
        vm.prank(agent);
        registry.record(filing, FilingStatus.Refused, "", 0);
    }

    function test_RevertWhen_AnyoneButItsAgentRecords() public {
        bytes32 filing = submitted();
        // Another agent of the platform, the filer, the issuer, a stranger.
        registry.grantRole(registry.FILING_AGENT(), address(0x0A6));
        address[4] memory callers = [address(0x0A6), filer, ISSUER, stranger];
        for (uint256 i = 0; i < callers.length; ++i) expectNoRecordBy(callers[i], filing);
        registry.revokeRole(registry.FILING_AGENT(), agent);
        expectNoRecordBy(agent, filing);
    }

    function expectNoRecordBy(address caller, bytes32 filing) private {
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NotTheFilingAgent.selector, caller));
        vm.prank(caller);
        registry.record(filing, FilingStatus.Filed, "CSRC 2026-17", EVIDENCE);
    }
}
