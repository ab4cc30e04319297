// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ITaxSource } from "../../contracts/distribution/interfaces/ITaxSource.sol";

/// @notice Rates by identity, else by country.
contract TaxTable is ITaxSource {
    mapping(address identity => uint256 rate) public byIdentity;
    mapping(uint16 country => uint256 rate) public byCountry;

    function setIdentity(address identity, uint256 rate) external {
        byIdentity[identity] = rate;
    }

    function setCountry(uint16 country, uint256 rate) external {
        byCountry[country] = rate;
    }

    function rateOf(address identity, uint16 country) external view returns (uint256) {
        uint256 own = byIdentity[identity];
        return own == 0 ? byCountry[country] : own;
    }
}

/// @notice Sources that never give a good answer.
contract HostileTaxSource is ITaxSource {
    enum Manner {
        Reverts,
        BurnsGas,
        ReturnsABomb,
        AnswersShort,
        AsksTooMuch
    }

    Manner public immutable MANNER;

    constructor(Manner manner) {
        MANNER = manner;
    }

    function rateOf(address, uint16) external view returns (uint256) {
        if (MANNER == Manner.Reverts) revert();
        if (MANNER == Manner.BurnsGas) while (gasleft() > 0) keccak256(abi.encode(gasleft()));
        if (MANNER == Manner.AsksTooMuch) return type(uint256).max;
        if (MANNER == Manner.AnswersShort) {
            assembly {
                mstore(0, 0)
                return(0, 31)
            }
        }
        assembly {
            mstore(0, 0)
            return(0, 100000)
        }
    }
}
