// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { Nonces } from "@openzeppelin/contracts/utils/Nonces.sol";

import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { StandardCalls } from "./StandardCalls.sol";

/// @title Allowances: ERC-20 allowances and ERC-2612 permits, of wallets and of contracts
/// @dev The domain's name is the product's, not the token's: it must be short enough to be an immutable, and a clone
/// shares its implementation's immutables. The domain still is the token's own by address and chain.
abstract contract Allowances is ISecurityToken, IERC20, IERC20Permit, IERC20Errors, EIP712, Nonces {
    bytes32 private constant PERMIT_TYPEHASH = keccak256(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"
    );

    /// @inheritdoc IERC20
    mapping(address owner => mapping(address spender => uint256 amount)) public allowance;

    /// @inheritdoc IERC20
    function approve(address spender, uint256 amount) external returns (bool) {
        _approve(msg.sender, spender, amount);
        return true;
    }

    /// @notice Adds to an allowance, as the standard's token does.
    function increaseAllowance(address spender, uint256 added) external returns (bool) {
        _approve(msg.sender, spender, allowance[msg.sender][spender] + added);
        return true;
    }

    /// @notice Takes from an allowance, as the standard's token does.
    function decreaseAllowance(address spender, uint256 subtracted) external returns (bool) {
        uint256 left = allowance[msg.sender][spender];
        require(left >= subtracted, ERC20InsufficientAllowance(spender, left, subtracted));
        _approve(msg.sender, spender, left - subtracted);
        return true;
    }

    /// @inheritdoc IERC20Permit
    function permit(
        address owner_,
        address spender,
        uint256 value,
        uint256 deadline,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        _permit(owner_, spender, value, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc ISecurityToken
    function permit(
        address owner_,
        address spender,
        uint256 value,
        uint256 deadline,
        bytes calldata signature
    ) external {
        _permit(owner_, spender, value, deadline, signature);
    }

    /// @inheritdoc IERC20Permit
    // solhint-disable-next-line func-name-mixedcase
    function DOMAIN_SEPARATOR() external view returns (bytes32) {
        return _domainSeparatorV4();
    }

    /// @inheritdoc IERC20Permit
    function nonces(address owner_) public view override(IERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner_);
    }

    function _permit(address owner_, address spender, uint256 value, uint256 deadline, bytes memory signature) private {
        require(block.timestamp <= deadline, PermitExpired(deadline));
        bytes32 message = keccak256(abi.encode(PERMIT_TYPEHASH, owner_, spender, value, _useNonce(owner_), deadline));
        require(StandardCalls.isSignedBy(owner_, _hashTypedDataV4(message), signature), PermitSignatureInvalid(owner_));
        _approve(owner_, spender, value);
    }

    function _approve(address owner_, address spender, uint256 amount) private {
        require(spender != address(0), ERC20InvalidSpender(spender));
        require(owner_ != address(0), ERC20InvalidApprover(owner_));
        allowance[owner_][spender] = amount;
        emit Approval(owner_, spender, amount);
    }

    /// @dev The largest number stands for an allowance without limit and is not used up.
    function _spendAllowance(address owner_, address spender, uint256 amount) internal {
        uint256 left = allowance[owner_][spender];
        if (left == type(uint256).max) return;
        require(left >= amount, ERC20InsufficientAllowance(spender, left, amount));
        // Safe unchecked: just compared.
        unchecked {
            allowance[owner_][spender] = left - amount;
        }
    }
}
