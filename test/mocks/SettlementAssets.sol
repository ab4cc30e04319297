// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import { Waterfall } from "../../contracts/waterfall/Waterfall.sol";

/// @notice A settlement asset of any number of decimals.
contract AssetOf is ERC20 {
    uint8 private immutable _decimals;

    constructor(uint8 decimals_) ERC20("Asset", "AST") {
        _decimals = decimals_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }
}

/// @notice Returns nothing from `transfer`, as some old tokens do.
contract SilentAsset {
    uint8 public constant decimals = 6;
    mapping(address holder => uint256 amount) public balanceOf;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice Comes back into the waterfall while it pays.
contract ReturningAsset is AssetOf(6) {
    Waterfall private _target;
    address private _payee;

    function aim(Waterfall target, address payee) external {
        (_target, _payee) = (target, payee);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (from == address(_target) && from != address(0)) _target.withdraw(_payee);
    }
}
