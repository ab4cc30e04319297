// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title IERC7943Fungible: the universal RWA interface, final text
/// @notice The interface id is 0x3edbb4c4. Thin views over what the token does anyway; the errors thrown are the
/// token's own, which
/// name the reason.
interface IERC7943Fungible {
    /// @notice Units were moved by an agent, not by their holder.
    event ForcedTransfer(address indexed from, address indexed to, uint256 amount);

    /// @notice `account` now has `amount` base units frozen in all.
    event Frozen(address indexed account, uint256 amount);

    function forcedTransfer(address from, address to, uint256 amount) external returns (bool result);

    function setFrozenTokens(address account, uint256 amount) external returns (bool result);

    function canSend(address account) external view returns (bool allowed);

    function canReceive(address account) external view returns (bool allowed);

    function getFrozenTokens(address account) external view returns (uint256 amount);

    function canTransfer(address from, address to, uint256 amount) external view returns (bool allowed);
}
