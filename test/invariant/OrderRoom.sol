// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { OfferingStage, Subscription } from "../../contracts/offering/interfaces/IOffering.sol";
import { OfferedClass, OfferingTable } from "../../contracts/offering/types/OfferedClass.sol";
import { FilingStatus } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { FuzzSelector, TestBase } from "../support/Cheats.sol";
import { OfferingCase } from "../support/OfferingCase.sol";

/// @title OrderRoom: all that can happen to the money and units of an offering, one handler each, and what must hold
/// @dev Small faces and lots, so that everything is oversubscribed at times; a price that never comes out even.
contract OrderRoom is OfferingCase {
    error BooksDiffer(uint256 booked, uint256 owed);
    error NotAllHere(uint256 booked, uint256 balance);
    error CashDiffers(uint256 paidIn, uint256 proceeds, uint256 refunded, uint256 booked);
    error TooManyUnits(uint256 classNumber, uint256 supply, uint256 face);
    error UnitsDiffer(uint256 classNumber, uint256 supply, uint256 allotted);
    error MintedWhileSuspended();
    error MintedToTheIneligible(address investor);
    error CanNotBeRefunded(address investor, uint256 classNumber, bytes reason);

    uint256 private constant _INVESTORS = 6;

    uint256 private _paidIn;
    uint256 private _refunded;
    uint256 private _given;
    uint256 public settled;
    uint256 public failures;
    uint256 public refunds;

    constructor() {
        deployOffering();
        OfferingTable memory t = soundTable();
        t.scale = 1_000_003;
        t.terms.offerees = 5;
        t.classes[A] = OfferedClass(address(token), 100_000, 987_654_321, 40_000, 3_000, 1_000, 0);
        t.classes[B] = OfferedClass(address(tokenB), 30_000, 1_000_000_007, 0, 10, 7, 0);
        token.unpause();
        tokenB.unpause();
        use(t);
        for (uint256 i = 0; i < _INVESTORS; ++i) admit(_investor(i));
    }

    // What can happen

    function subscribe(uint256 luck) external {
        uint256 k = luck % 5 == 0 ? B : A;
        OfferedClass memory c = offering.table().classes[k];
        uint256 units = ((luck >> 16) % c.face) / (1 + ((luck >> 8) % 4));
        if (luck % 11 != 0) units = ((units + c.lot - 1) / c.lot) * c.lot;
        address investor = _investor(luck >> 128);
        uint256 before = _cash(address(offering));
        fund(investor, offering.priceOf(k, units) + 1);
        vm.prank(investor);
        _attempt(abi.encodeCall(offering.subscribe, (k, uint96(units))));
        _paidIn += _cash(address(offering)) - before;
    }

    function cancel(uint256 luck) external {
        if (luck % 3 != 0) return;
        uint256 before = _cash(address(offering));
        vm.prank(_investor(luck >> 128));
        _attempt(abi.encodeCall(offering.cancel, (luck >> 64) % 2));
        _refunded += before - _cash(address(offering));
    }

    function lapse(uint256 luck) external {
        address investor = _investor(luck >> 128);
        if (luck % 3 == 0 && registry.identity(investor) != address(0)) registry.deleteIdentity(investor);
        if (luck % 3 == 1) token.setAddressFrozen(investor, (luck >> 64) % 2 == 0);
        if (luck % 3 == 2) _admitOnce(investor);
    }

    function suspend(uint256 luck) external {
        filings.set(luck % 3 == 0 ? FilingStatus.Suspended : FilingStatus.Filed);
    }

    function passTime(uint256 luck) external {
        vm.warp(block.timestamp + (luck % 4 days));
    }

    function count(uint256 luck) external {
        if (luck % 2 == 0 && block.timestamp < CLOSING) vm.warp(CLOSING);
        _attempt(abi.encodeCall(offering.countOrders, (luck >> 8) % 5));
    }

    function settle(uint256 luck) external {
        uint256[2] memory supply = [token.totalSupply(), tokenB.totalSupply()];
        uint256[] memory had = _holdings();
        bool done = _attempt(abi.encodeCall(offering.settleOrders, (luck >> 8) % 5));
        bool minted = supply[0] + supply[1] != token.totalSupply() + tokenB.totalSupply();
        require(!minted || filings.status() == FilingStatus.Filed, MintedWhileSuspended());
        uint256[] memory have = _holdings();
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            bool eligible = registry.isVerified(_investor(i));
            require(have[i] == had[i] || eligible, MintedToTheIneligible(_investor(i)));
        }
        if (done && offering.stage() == OfferingStage.Settled) ++settled;
    }

    function fail(uint256 luck) external {
        if (luck % 4 == 0) vm.warp(SETTLING);
        if (_attempt(abi.encodeCall(offering.fail, ()))) ++failures;
    }

    function refund(uint256 luck) external {
        uint256 before = _cash(address(offering));
        bool done = _attempt(abi.encodeCall(offering.refund, (_investor(luck >> 128), (luck >> 64) % 2)));
        _refunded += before - _cash(address(offering));
        if (done) ++refunds;
    }

    /// @dev Nobody asked for it: it is on no books.
    function give(uint256 luck) external {
        _given += luck % 1_000;
        asset.mint(address(offering), luck % 1_000);
    }

    function handlers() external pure returns (bytes4[] memory all) {
        all = new bytes4[](10);
        all[0] = this.subscribe.selector;
        all[1] = this.cancel.selector;
        all[2] = this.lapse.selector;
        all[3] = this.suspend.selector;
        all[4] = this.passTime.selector;
        all[5] = this.count.selector;
        all[6] = this.settle.selector;
        all[7] = this.fail.selector;
        all[8] = this.refund.selector;
        all[9] = this.give.selector;
    }

    // What never happens, for tests that break what must hold

    function rob() external {
        vm.prank(address(offering));
        asset.transfer(address(0xBAD), 1);
    }

    function mintBeside() external {
        token.mint(_investor(0), 1);
    }

    function offeringOf() external view returns (address) {
        return address(offering);
    }

    // What must hold

    /// @notice I5. The books are what orders are still owed; it is here; what came in is proceeds, refunds and books.
    function checkCash() external view {
        uint256 booked = offering.booked();
        uint256 owed = _owed();
        require(booked == owed, BooksDiffer(booked, owed));
        uint256 balance = asset.balanceOf(address(offering));
        require(balance == booked * offering.table().scale + _given, NotAllHere(booked, balance));
        uint256 raised = proceeds.cash();
        require(_paidIn == raised + _refunded + booked, CashDiffers(_paidIn, raised, _refunded, booked));
        require(_cash(address(proceeds)) == raised, CashDiffers(_paidIn, raised, _refunded, booked));
    }

    /// @notice I1, I8. Units are what was allotted, or fewer once a failed offering takes them back; at most the face.
    function checkUnits() external view {
        uint256[2] memory supply = [token.totalSupply(), tokenB.totalSupply()];
        for (uint256 k = A; k <= B; ++k) {
            uint256 face = offering.table().classes[k].face;
            require(supply[k] <= face, TooManyUnits(k, supply[k], face));
            uint256 standing;
            for (uint256 i = 0; i < _INVESTORS; ++i) {
                Subscription memory s = subscription(_investor(i), k);
                bool takenBack = offering.stage() == OfferingStage.Failed && s.refunded;
                if (!takenBack) standing += s.allotted;
            }
            require(supply[k] == standing, UnitsDiffer(k, supply[k], standing));
        }
    }

    /// @notice I13. With nobody but time, everyone has the rest of its money. Leaves everything as it was.
    function checkLiveness() external {
        uint256 before = vm.snapshotState();
        if (offering.stage() < OfferingStage.Settled) {
            if (block.timestamp < SETTLING) vm.warp(SETTLING);
            offering.fail();
        }
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            for (uint256 k = A; k <= B; ++k) {
                if (offering.refundOf(_investor(i), k) == 0) continue;
                (bool paid, bytes memory reason) = address(offering).call(
                    abi.encodeCall(offering.refund, (_investor(i), k))
                );
                require(paid, CanNotBeRefunded(_investor(i), k, reason));
            }
        }
        require(offering.booked() == 0, BooksDiffer(offering.booked(), 0));
        require(vm.revertToState(before), BooksDiffer(0, 0));
    }

    function _owed() private view returns (uint256 owed) {
        bool over = offering.stage() >= OfferingStage.Settled;
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            for (uint256 k = A; k <= B; ++k) {
                owed +=
                    over
                        ? offering.refundOf(_investor(i), k)
                        : offering.priceOf(k, subscription(_investor(i), k).units);
            }
        }
    }

    function _holdings() private view returns (uint256[] memory all) {
        all = new uint256[](_INVESTORS);
        for (uint256 i = 0; i < _INVESTORS; ++i) {
            all[i] = token.balanceOf(_investor(i)) + tokenB.balanceOf(_investor(i));
        }
    }

    function _admitOnce(address investor) private {
        if (registry.isVerified(investor)) return;
        admit(investor);
    }

    /// @dev What was given to it is left out.
    function _cash(address holder) private view returns (uint256) {
        uint256 given = holder == address(offering) ? _given : 0;
        return (asset.balanceOf(holder) - given) / offering.table().scale;
    }

    function _attempt(bytes memory call_) private returns (bool done) {
        (done, ) = address(offering).call(call_);
    }

    function _investor(uint256 luck) private pure returns (address) {
        return walletAt(200 + (luck % _INVESTORS));
    }
}

/// @notice A campaign of random calls on an offering's handlers, and one room for a test to lead where it wants.
abstract contract InTheOrderRoom is TestBase {
    OrderRoom internal room;

    function setUp() public virtual {
        room = new OrderRoom();
        targetContract(address(room));
        targetSelector(FuzzSelector({ addr: address(room), selectors: room.handlers() }));
    }
}
