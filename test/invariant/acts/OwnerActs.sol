// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { SecurityToken } from "../../../contracts/token/SecurityToken.sol";
import { Dice } from "../Dice.sol";
import { Deed, Right } from "../Watch.sol";
import { RuleActs } from "./RuleActs.sol";

/// @title OwnerActs: what the owner may do to a token, also when it means no good
abstract contract OwnerActs is RuleActs {
    /// @dev Back to the platform's mostly.
    function replaceCompliance(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address next = complianceContracts[d.oneIn(2) ? d.roll(4) : 0];
        _own("replaceCompliance", of_, d, abi.encodeCall(of_.setCompliance, (next)));
    }

    function replaceRegistry(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address next = d.oneIn(12) ? parts[0] : address(registries[d.oneIn(3) ? 1 : 0]);
        _own("replaceRegistry", of_, d, abi.encodeCall(of_.setIdentityRegistry, (next)));
    }

    /// @dev Rare, for nothing can be minted after it.
    function closeMint(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = tokens[1];
        if (!d.oneIn(6)) return;
        if (_own("closeMint", of_, d, abi.encodeCall(of_.closeMint, ()))) _mintClosed[address(of_)] = true;
    }

    /// @dev A hostile owner names an agent who mints, forces and freezes as it likes.
    function nameRogue(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        bytes memory call_ =
            of_.isAgent(rogue) && d.oneIn(2)
                ? abi.encodeCall(of_.removeAgent, (rogue))
                : abi.encodeCall(of_.addAgent, (rogue));
        _own("nameRogue", of_, d, call_);
    }

    function setLienKeeper(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address keeper = keepers[d.roll(2)];
        _own("setLienKeeper", of_, d, abi.encodeCall(of_.setLienKeeper, (keeper, !d.oneIn(4))));
    }

    /// @dev Always refused: record dates are set once.
    function replaceRecordDates(uint256 seed) external {
        SecurityToken of_ = tokens[seed % 2];
        _own("replaceRecordDates", of_, _dice(seed), abi.encodeCall(of_.setRecordDates, (address(dates))));
    }

    /// @dev The owner mostly; anybody.
    function _own(bytes32 name, SecurityToken of_, Dice memory d, bytes memory call_) private returns (bool) {
        address caller = d.oneIn(12) ? _anyWallet(d) : address(this);
        bool ok = _do(Deed(name, Right.None, of_, caller, address(0), address(0), address(0), false, call_));
        require(!ok || caller == address(this), DoneWithoutTheRole(name, caller));
        return ok;
    }
}
