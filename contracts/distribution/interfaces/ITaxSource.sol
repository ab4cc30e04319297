// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ITaxSource: what is to be withheld from whom
/// @notice Asked with an allowance of gas each time a holder collects interest, if the deal's terms let anything be
/// withheld.
interface ITaxSource {
    /// @notice The rate of withholding on interest, in 1e-9. Above the terms' ceiling, the ceiling is taken.
    /// @param identity the investor, as the token's identity registry knows it
    /// @param country its country there, ISO 3166-1 numeric
    function rateOf(address identity, uint16 country) external view returns (uint256 rate);
}
