// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { FuzzSelector, TestBase } from "../support/Cheats.sol";
import { DealCash } from "./DealCash.sol";

/// @title Channel: all that can happen to the cash of a deal, one handler each, whatever a pool may say
/// @dev Is the pool and all parties of the deal.
contract Channel is DealCash {
    uint256 public datesRun;

    constructor() {
        parties.name(Party.Trustee, address(0x75));
        parties.name(Party.Verifier, address(0x7E));
        makeWaterfall(address(this));
    }

    function fund(uint256 luck) external {
        uint256 amount = luck % 9_000_000e6;
        asset.mint(address(waterfall), amount);
        waterfall.deposit(amount);
        cameIn += amount;
    }

    /// @dev Figures that could be, or none at all, or anything.
    function runDate(uint256 luck) external {
        uint32 date = waterfall.nextDate();
        warpTo(date, 0);
        uint256[] memory inputs = new uint256[](inputCount);
        for (uint256 i = 0; i < inputCount; ++i) {
            uint256 figure = uint256(keccak256(abi.encode(luck, i)));
            inputs[i] =
                luck % 4 == 0
                    ? 0
                    : luck % 4 == 1
                        ? figure >> (figure % 256)
                        : figure % 20_000_000e6;
        }
        waterfall.run(date, inputs);
        ++datesRun;
    }

    function closeAlone(uint32 date) internal override returns (bool, bytes memory) {
        return address(waterfall).call(abi.encodeCall(waterfall.run, (date, new uint256[](inputCount))));
    }

    function handlers() external pure returns (bytes4[] memory all) {
        all = new bytes4[](9);
        all[0] = this.fund.selector;
        all[1] = this.passTime.selector;
        all[2] = this.runDate.selector;
        all[3] = this.withdraw.selector;
        all[4] = this.accelerate.selector;
        all[5] = this.waive.selector;
        all[6] = this.callNotes.selector;
        all[7] = this.openFallback.selector;
        all[8] = this.runFallback.selector;
    }
}

/// @notice A campaign of random calls on the channel's handlers, and one channel for a test to lead where it wants.
abstract contract InTheChannel is TestBase {
    Channel internal channel;

    function setUp() public virtual {
        channel = new Channel();
        targetContract(address(channel));
        targetSelector(FuzzSelector({ addr: address(channel), selectors: channel.handlers() }));
    }
}
