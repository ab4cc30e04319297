// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Waterfall } from "../../contracts/waterfall/Waterfall.sol";
import { AssetOf } from "./SettlementAssets.sol";

/// @notice An asset that was trusted once: it refuses transfers, says no, burns gas, or comes back into the waterfall.
contract RefusingAsset is AssetOf(6) {
    enum Manner {
        Honest,
        Revert,
        SayNo,
        Burn,
        ComeBack
    }

    Manner public manner;

    function become(Manner manner_) external {
        manner = manner_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (manner == Manner.Revert) revert("frozen");
        if (manner == Manner.SayNo) return false;
        if (manner == Manner.Burn) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (manner == Manner.ComeBack) Waterfall(msg.sender).withdraw(to);
        return super.transfer(to, amount);
    }
}

/// @notice Takes a hundredth of each transfer.
contract FeeTakingAsset is AssetOf(6) {
    function _update(address from, address to, uint256 amount) internal override {
        if (from == address(0) || to == address(0)) return super._update(from, to, amount);
        super._update(from, to, amount - amount / 100);
        super._update(from, address(0), amount / 100);
    }
}
