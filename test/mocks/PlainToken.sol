// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice OpenZeppelin's ERC-20 and nothing else: what a transfer costs before any rule is asked.
contract PlainToken is ERC20 {
    constructor() ERC20("Plain Token", "PLAIN") {}

    /// @notice Creates `amount` base units for `to`; open to anyone.
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }
}
