// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { IDisclosures } from "../oversight/interfaces/IDisclosures.sol";
import { WaterfallTerms } from "./interfaces/IWaterfall.sol";
import { ProgramCheck } from "./ProgramCheck.sol";
import { Waterfall } from "./Waterfall.sol";

/// @title WaterfallFactory: makes waterfalls out of programs that were found valid
/// @notice Anyone may create one; who created it has no right in it. Each is an ERC-1167 clone of one implementation,
/// with its program in its code, created and initialised in one transaction at an address known before.
contract WaterfallFactory {
    event WaterfallCreated(address indexed waterfall, address indexed pool, bytes32 program);

    /// @notice The implementation every waterfall is a clone of.
    address public immutable IMPLEMENTATION;

    /// @param disclosures where its waterfalls tell what must be disclosed; zero for nowhere
    constructor(IDisclosures disclosures) {
        IMPLEMENTATION = address(new Waterfall(address(this), disclosures));
    }

    /// @notice Creates a waterfall. Reverts with `InvalidProgram` if the program is not one, and names the step.
    /// @param program see the README of this folder
    /// @param terms see {WaterfallTerms}
    /// @param salt with the caller it decides the address; reverts if it was used
    function create(
        bytes calldata program,
        WaterfallTerms calldata terms,
        bytes32 salt
    ) external returns (address waterfall) {
        ProgramCheck.validate(program);
        waterfall = Clones.cloneDeterministicWithImmutableArgs(IMPLEMENTATION, program, _saltOf(msg.sender, salt));
        Waterfall(waterfall).initialize(terms);
        emit WaterfallCreated(waterfall, terms.pool, keccak256(program));
    }

    /// @notice The address that `create` by `creator` with `program` and `salt` has or will have.
    function addressOf(address creator, bytes calldata program, bytes32 salt) external view returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(IMPLEMENTATION, program, _saltOf(creator, salt));
    }

    function _saltOf(address creator, bytes32 salt) private pure returns (bytes32) {
        return keccak256(abi.encode(creator, salt));
    }
}
