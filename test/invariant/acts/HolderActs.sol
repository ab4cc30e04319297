// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Compliance } from "../../../contracts/compliance/Compliance.sol";
import { Rule } from "../../../contracts/compliance/rules/Rulebook.sol";
import { SecurityToken } from "../../../contracts/token/SecurityToken.sol";
import { Dice } from "../Dice.sol";
import { Deed, Right, Watch } from "../Watch.sol";

/// @title HolderActs: what holders, spenders and keepers of liens do
abstract contract HolderActs is Watch {
    function transfer(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address from, address to) = (_sender(d, of_), _receiver(d, of_));
        uint256 amount = _someOf(d, of_.freeUnitsOf(from));
        _approveIfAsked(of_, from, to, amount);
        _do(_deed("transfer", Right.Transfer, of_, from, from, to, abi.encodeCall(of_.transfer, (to, amount))));
    }

    function transferFrom(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address from, address to) = (_sender(d, of_), _receiver(d, of_));
        address spender = d.oneIn(8) ? _anyWallet(d) : parts[d.roll(PARTS)];
        uint256 amount = _someOf(d, of_.freeUnitsOf(from));
        if (!d.oneIn(10)) _allow(of_, from, spender, amount);
        _approveIfAsked(of_, from, to, amount);
        bytes memory call_ = abi.encodeCall(of_.transferFrom, (from, to, amount));
        _do(_deed("transferFrom", Right.Transfer, of_, spender, from, to, call_));
    }

    function batchTransfer(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        address from = _sender(d, of_);
        uint256 free = of_.freeUnitsOf(from);
        address[] memory to = new address[](d.between(1, 3));
        uint256[] memory amounts = new uint256[](d.oneIn(20) ? 4 : to.length);
        for (uint256 i = 0; i < to.length; ++i) {
            to[i] = _receiver(d, of_);
            amounts[i] = _someOf(d, free / to.length);
            _approveIfAsked(of_, from, to[i], amounts[i]);
        }
        bytes memory call_ = abi.encodeCall(of_.batchTransfer, (to, amounts));
        _do(_deed("batchTransfer", Right.Transfer, of_, from, from, address(0), call_));
    }

    function placeLien(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address holder, address keeper) = (_sender(d, of_), keepers[d.roll(2)]);
        uint256 amount = _someOf(d, of_.freeUnitsOf(holder));
        if (!d.oneIn(10)) _allow(of_, holder, keeper, amount);
        _lien("placeLien", Right.PlaceLien, of_, holder, keeper, abi.encodeCall(of_.placeLien, (holder, amount)));
    }

    function releaseLien(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address holder, address keeper) = _pledge(d, of_);
        uint256 amount = _someOf(d, of_.lienOf(holder, keeper));
        if (d.oneIn(10)) keeper = keepers[d.roll(2)];
        bytes memory call_ = abi.encodeCall(of_.releaseLien, (holder, amount));
        _lien("releaseLien", Right.ReleaseLien, of_, holder, keeper, call_);
    }

    function enforceLien(uint256 seed) external {
        Dice memory d = _dice(seed);
        SecurityToken of_ = _token(d);
        (address holder, address keeper) = _pledge(d, of_);
        address to = _receiver(d, of_);
        uint256 amount = _someOf(d, of_.lienOf(holder, keeper));
        _approveIfAsked(of_, holder, to, amount);
        bytes memory call_ = abi.encodeCall(of_.enforceLien, (holder, to, amount));
        _lien("enforceLien", Right.EnforceLien, of_, holder, keeper, call_);
    }

    /// @dev Somebody whose units are under lien of somebody, if there is anybody.
    function _pledge(Dice memory d, SecurityToken of_) internal view returns (address holder, address keeper) {
        uint256 start = d.roll(wallets.length);
        for (uint256 i = 0; i < wallets.length; ++i) {
            holder = wallets[(start + i) % wallets.length];
            for (uint256 j = 0; j < 2; ++j) {
                keeper = keepers[j];
                if (of_.lienOf(holder, keeper) != 0) return (holder, keeper);
            }
        }
    }

    function _deed(
        bytes32 name,
        Right right,
        SecurityToken of_,
        address operator,
        address holder,
        address other,
        bytes memory call_
    ) internal pure returns (Deed memory) {
        return Deed(name, right, of_, operator, holder, other, address(0), false, call_);
    }

    function _lien(
        bytes32 name,
        Right right,
        SecurityToken of_,
        address holder,
        address keeper,
        bytes memory call_
    ) private {
        _do(Deed(name, right, of_, keeper, holder, address(0), keeper, false, call_));
    }

    function _allow(SecurityToken of_, address owner, address spender, uint256 amount) private {
        if (owner == address(0) || spender == address(0)) return;
        vm.prank(owner);
        of_.approve(spender, amount);
    }

    /// @dev Where every transfer needs an approval, most get one.
    function _approveIfAsked(SecurityToken of_, address from, address to, uint256 amount) private {
        Compliance rules = Compliance(of_.compliance());
        if (address(rules) == complianceContracts[3]) return;
        if (rules.enabledRules(address(of_)) & (1 << uint256(Rule.PreApproval)) == 0 || amount % 8 == 1) return;
        rules.approveTransfer(address(of_), from, to, amount, 2);
    }
}
