// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../contracts/compliance/Compliance.sol";
import { HostileModule } from "../mocks/HostileModule.sol";
import { RuleCase } from "../support/RuleCase.sol";

/// @notice What a token of T-REX says: it moved, minted or burnt, and asks beforehand whether it may.
/// @dev The token of the test moves under one compliance contract, and tells another in the standard's words, as a
/// token that knows no others would.
contract StandardWordsTest is RuleCase {
    uint32 private constant DAY = 1 days;
    Compliance private told;

    function setUp() public override {
        super.setUp();
        told = new Compliance(address(this), false);
        _bindTo(told);
    }

    function _bindTo(Compliance compliance_) private {
        vm.prank(address(token));
        compliance_.bindToken(address(token));
    }

    function _asks(address from, address to, uint256 amount) private returns (bool) {
        vm.prank(address(token));
        return told.canTransfer(from, to, amount);
    }

    function _sends(address from, address to, uint256 amount) private {
        send(from, to, amount);
        vm.prank(address(token));
        told.transferred(from, to, amount);
    }

    function _mints(address to, uint256 amount) private {
        token.mint(to, amount);
        vm.prank(address(token));
        told.created(to, amount);
    }

    function _burns(address from, uint256 amount) private {
        token.burn(from, amount);
        vm.prank(address(token));
        told.destroyed(from, amount);
    }

    function test_WhatItSellsCountsInTheWindowOfItsVolume() public {
        told.setVolumeWindow(address(token), 100e6, DAY);
        _sends(seller, buyer, 60e6);
        require(_asks(seller, buyer, 40e6), "the rest of the limit");
        require(!_asks(seller, buyer, 40e6 + 1), "more than the rest");
        later(DAY);
        require(_asks(seller, buyer, 100e6), "a new window");
    }

    function test_WhatItMovesBetweenWalletsOfOneInvestorCountsInNoWindow() public {
        told.setVolumeWindow(address(token), 100e6, DAY);
        linkTo(seller, walletAt(21));
        _sends(seller, walletAt(21), 60e6);
        _sends(seller, seller, 60e6);
        require(_asks(seller, buyer, 100e6), "nothing was sold");
    }

    function test_AForcedTransferToldAsATransferMayUseUpMoreThanTheWindowHas() public {
        told.setVolumeWindow(address(token), 100e6, DAY);
        _sends(seller, buyer, 150e6);
        require(!_asks(seller, buyer, 1), "used up");
        later(DAY);
        require(_asks(seller, buyer, 100e6), "a new window is whole");
    }

    function test_WhoBuysIsMintedToAndIsBurntOutEntersAndLeavesTheHolderBook() public {
        address[] memory holders = new address[](1);
        holders[0] = seller;
        told.setHolderLimit(address(token), 2);
        told.recount(address(token), holders);
        _mints(buyer, 5e6);
        require(!_asks(seller, other, 1e6), "two hold");
        require(!_asks(address(0), other, 1e6), "a mint is asked as a transfer from nobody");
        _burns(buyer, 5e6);
        require(_asks(seller, other, 1e6), "one holds");
        _sends(seller, other, 1e6);
        require(!_asks(seller, buyer, 1e6), "two hold again");
    }

    function test_WhatWasMintedOrBoughtIsLockedUp() public {
        told.setLockUp(address(token), DAY);
        _mints(buyer, 5e6);
        _sends(seller, other, 5e6);
        require(!_asks(buyer, seller, 1) && !_asks(other, seller, 1), "locked up");
        later(DAY);
        require(_asks(buyer, seller, 5e6) && _asks(other, seller, 5e6), "free");
    }

    function test_MoreThanIsHeldMayNotBeSent() public {
        require(_asks(seller, buyer, HELD), "all of it");
        require(!_asks(seller, buyer, HELD + 1), "more than all");
    }

    function test_ItsModulesAreToldOfWhatMovesUnits() public {
        Compliance own = new Compliance(address(this), true);
        HostileModule module = new HostileModule();
        _bindTo(own);
        own.addModule(address(module));
        told = own;
        _sends(seller, buyer, 3e6);
        _sends(seller, buyer, 0);
        _mints(buyer, 1e6);
        _burns(buyer, 2e6);
        vm.assertEq(module.booked(0), 1, "one transfer of units");
        vm.assertEq(module.booked(1), 1, "one mint");
        vm.assertEq(module.booked(2), 1, "one burn");
    }
}
