// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice What a settlement asset can do to who pays with it.
enum Trouble {
    None,
    BurnsGas,
    ReturnsABomb,
    ComesBack
}

/// @notice A settlement asset with a list of the frozen, a fee, and worse.
contract TroubledAsset is ERC20 {
    error AccountFrozen(address account);

    uint8 private immutable _decimals;
    mapping(address account => bool yes) public isFrozen;
    /// @dev Where the trouble waits.
    mapping(address account => Trouble kind) public troubleOf;
    uint256 public fee;
    address private _target;
    bytes private _call;
    /// @notice What the call back answered.
    bytes public answer;
    bool public cameBack;
    uint256 private _burnt;

    constructor(uint8 decimals_) ERC20("Troubled", "TRB") {
        _decimals = decimals_;
    }

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function setFrozen(address account, bool yes) external {
        isFrozen[account] = yes;
    }

    function setTrouble(address account, Trouble kind) external {
        troubleOf[account] = kind;
    }

    function setFee(uint256 fee_) external {
        fee = fee_;
    }

    /// @notice As an issuer that destroys what a frozen account has.
    function destroy(address account, uint256 amount) external {
        _burn(account, amount);
    }

    function comeBack(address target, bytes calldata call_) external {
        (_target, _call) = (target, call_);
    }

    function decimals() public view override returns (uint8) {
        return _decimals;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!isFrozen[from] || to == address(0), AccountFrozen(from));
        require(!isFrozen[to], AccountFrozen(to));
        super._update(from, to, amount);
        if (fee != 0 && from != address(0) && to != address(0)) super._update(to, address(0), fee);
        Trouble kind = troubleOf[to];
        if (kind == Trouble.BurnsGas) {
            while (true) ++_burnt;
        } else if (kind == Trouble.ReturnsABomb) {
            assembly {
                revert(0x10000, 200000)
            }
        } else if (kind == Trouble.ComesBack) {
            (cameBack, answer) = _target.call(_call);
        }
    }
}
