// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";

import { ClassPolicy } from "../../contracts/deal/ClassPolicy.sol";
import { OrderBook } from "../../contracts/deal/OrderBook.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { PayingAgent } from "../../contracts/distribution/PayingAgent.sol";
import { IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { Offering } from "../../contracts/offering/Offering.sol";
import { IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { IERC7943Fungible } from "../../contracts/token/interfaces/IERC7943.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { IWaterfall } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { DealCase } from "../support/DealCase.sol";

/// @notice What the standard lets owner and agents do and a deal does not: nobody reaches it there.
contract OwnersFunctionsTest is DealCase {
    /// @dev PUSH4, with which a selector is put on the stack.
    bytes1 private constant PUSH4 = 0x63;

    address[] private agents;

    function setUp() public override {
        super.setUp();
        IFilingRegistry filing = IFilingRegistry(address(filings));
        agents.push(address(new Offering(address(this), filing, ISettlementAssets(address(assets)))));
        agents.push(address(new PayingAgent(address(this))));
        // The deal, and the libraries that run as the deal.
        agents.push(address(implementation));
        agents.push(address(ClassPolicy));
        agents.push(address(OrderBook));
    }

    function test_TheDealsCodeHasNoCallOfThese() external view {
        bytes4[] memory ofOwner = ownersSelectors();
        for (uint256 i = 0; i < ofOwner.length; ++i) vm.assertFalse(isCalled(ofOwner[i]), "of the owner");
        bytes4[] memory ofAgent = agentsSelectors();
        for (uint256 i = 0; i < ofAgent.length; ++i) vm.assertFalse(isCalled(ofAgent[i]), "of an agent");
        // These the paying agent has itself, and the deal does not call them.
        for (uint256 i = 2; i < agents.length; ++i) {
            vm.assertFalse(isPushed(agents[i].code, IPayingAgent.setTaxSource.selector), "setTaxSource");
            vm.assertFalse(isPushed(agents[i].code, IPayingAgent.closeClass.selector), "closeClass");
            vm.assertFalse(isPushed(agents[i].code, IWaterfall.callNotes.selector), "callNotes");
        }
    }

    function test_WhatTheDealDoesCallIsFoundInItsCode() external view {
        vm.assertTrue(isCalled(IERC3643.pause.selector));
        vm.assertTrue(isCalled(IERC3643.setIdentityRegistry.selector));
        vm.assertTrue(isCalled(ISecurityToken.closeMint.selector));
        vm.assertTrue(isCalled(IERC3643.recoveryAddress.selector));
        vm.assertTrue(isPushed(address(OrderBook).code, IPayingAgent.setAttachment.selector));
        vm.assertTrue(isPushed(address(implementation).code, IPayingAgent.succeedAsset.selector));
        vm.assertTrue(isPushed(agents[0].code, IERC3643.mint.selector));
        vm.assertTrue(isPushed(agents[1].code, IERC3643.burn.selector));
    }

    function test_RevertWhen_APartyCallsAFunctionOfTheOwner() external {
        vm.assertEq(tokens[0].owner(), address(deal));
        bytes4[] memory all = ownersSelectors();
        for (uint256 i = 0; i < all.length; ++i) {
            // One argument of any kind: a word for each place that a signature has.
            bytes memory call_ = abi.encodePacked(all[i], abi.encode(uint256(32), uint256(0)));
            expectRefusal(call_, Ownable.OwnableUnauthorizedAccount.selector);
        }
    }

    function test_RevertWhen_APartyCallsAFunctionOfAnAgent() external {
        address[] memory one = new address[](1);
        uint256[] memory units = new uint256[](1);
        bool[] memory yes = new bool[](1);
        bytes[7] memory calls = [
            abi.encodeCall(IERC3643.batchMint, (one, units)),
            abi.encodeCall(IERC3643.batchBurn, (one, units)),
            abi.encodeCall(IERC3643.batchForcedTransfer, (one, one, units)),
            abi.encodeCall(IERC3643.batchFreezePartialTokens, (one, units)),
            abi.encodeCall(IERC3643.batchUnfreezePartialTokens, (one, units)),
            abi.encodeCall(IERC3643.batchSetAddressFrozen, (one, yes)),
            abi.encodeCall(IERC7943Fungible.setFrozenTokens, (one[0], units[0]))
        ];
        for (uint256 i = 0; i < calls.length; ++i) expectRefusal(calls[i], IAgentRole.NotAgent.selector);
    }

    /// @dev By every party of the deal, in every class.
    function expectRefusal(bytes memory call_, bytes4 error_) private {
        for (uint256 k = 0; k < CLASSES; ++k) {
            for (uint256 i = 0; i <= uint256(type(Party).max); ++i) {
                address party = who(Party(i));
                vm.prank(party);
                (bool done, bytes memory reason) = address(tokens[k]).call(call_);
                vm.assertFalse(done, "it went through");
                vm.assertEq(reason, abi.encodeWithSelector(error_, party));
            }
        }
    }

    function ownersSelectors() private pure returns (bytes4[] memory all) {
        all = new bytes4[](7);
        (all[0], all[1]) = (IAgentRole.addAgent.selector, IAgentRole.removeAgent.selector);
        (all[2], all[3]) = (IERC3643.setName.selector, IERC3643.setSymbol.selector);
        all[4] = IERC3643.setOnchainID.selector;
        (all[5], all[6]) = (Ownable.transferOwnership.selector, Ownable.renounceOwnership.selector);
    }

    function agentsSelectors() private pure returns (bytes4[] memory all) {
        all = new bytes4[](7);
        (all[0], all[1]) = (IERC3643.batchMint.selector, IERC3643.batchBurn.selector);
        (all[2], all[3]) = (IERC3643.batchForcedTransfer.selector, IERC3643.batchSetAddressFrozen.selector);
        all[4] = IERC3643.batchFreezePartialTokens.selector;
        all[5] = IERC3643.batchUnfreezePartialTokens.selector;
        all[6] = IERC7943Fungible.setFrozenTokens.selector;
    }

    /// @dev By any agent of the tokens.
    function isCalled(bytes4 selector) private view returns (bool) {
        for (uint256 i = 0; i < agents.length; ++i) if (isPushed(agents[i].code, selector)) return true;
        return false;
    }

    /// @dev As it is, or without its lowest zero bits, which the compiler may shift in again.
    function isPushed(bytes memory code, bytes4 selector) private pure returns (bool) {
        uint32 shifted = uint32(selector);
        while (shifted & 1 == 0) shifted >>= 1;
        // Else it would stand behind a shorter push.
        require(shifted >> 24 != 0, "look for it otherwise");
        return _has(code, selector) || _has(code, bytes4(shifted));
    }

    function _has(bytes memory code, bytes4 pushed) private pure returns (bool) {
        bytes32 sought = keccak256(abi.encodePacked(PUSH4, pushed));
        for (uint256 i = 0; i + 5 <= code.length; ++i) {
            if (code[i] != PUSH4) continue;
            bytes32 here;
            assembly ("memory-safe") {
                here := keccak256(add(add(code, 32), i), 5)
            }
            if (here == sought) return true;
        }
        return false;
    }
}
