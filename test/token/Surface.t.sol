// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC5267 } from "@openzeppelin/contracts/interfaces/IERC5267.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { Holders } from "../support/Holders.sol";

/// @title The surface others rely on: selectors as published, interface ids, the token's information, multicall
contract SurfaceTest is Holders {
    // Selectors, as ERC-3643 and T-REX publish them

    function test_TheStandardsWritingFunctionsHaveTheirSelectors() public view {
        bytes4[23] memory has = [
            token.setName.selector,
            token.setSymbol.selector,
            token.setOnchainID.selector,
            token.pause.selector,
            token.unpause.selector,
            token.setAddressFrozen.selector,
            token.freezePartialTokens.selector,
            token.unfreezePartialTokens.selector,
            token.setIdentityRegistry.selector,
            token.setCompliance.selector,
            token.forcedTransfer.selector,
            token.mint.selector,
            token.burn.selector,
            token.recoveryAddress.selector,
            token.batchTransfer.selector,
            token.batchForcedTransfer.selector,
            token.batchMint.selector,
            token.batchBurn.selector,
            token.batchSetAddressFrozen.selector,
            token.batchFreezePartialTokens.selector,
            token.batchUnfreezePartialTokens.selector,
            token.addAgent.selector,
            token.removeAgent.selector
        ];
        bytes memory published =
            hex"c47f0027b84c82463d1ddc5b8456cb593f4ba83ac69c09cf125c4a331fe56f7d"
            hex"cbf3f861f89817899fc1d0e740c10f199dc29fac9285948a88d695b242a47abc"
            hex"685731074a6cc6771a7af379fc7e5fa84710362d84e7984297a6278e";
        vm.assertEq(published.length, has.length * 4);
        for (uint256 i = 0; i < has.length; ++i) {
            vm.assertEq(bytes32(has[i]), bytes32(selectorAt(published, i)));
        }
    }

    function test_TheStandardsReadingFunctionsAnswerAtTheirSelectors() public {
        token.mint(alice, 10);
        token.freezePartialTokens(alice, 4);
        vm.assertEq(ask(hex"aba63705"), uint160(token.onchainID()));
        vm.assertEq(ask(hex"134e18f4"), uint160(address(registry)));
        vm.assertEq(ask(hex"6290865d"), uint160(address(compliance)));
        vm.assertEq(ask(hex"5c975abb"), 0);
        vm.assertEq(ask(abi.encodePacked(hex"e5839836", abi.encode(alice))), 0);
        vm.assertEq(ask(abi.encodePacked(hex"158b1a57", abi.encode(alice))), 4);
        vm.assertEq(ask(abi.encodePacked(hex"1ffbb064", abi.encode(address(this)))), 1);
        vm.assertEq(ask(hex"8da5cb5b"), uint160(address(this)));
        vm.assertEq(ask(abi.encodePacked(hex"2bc06a92", abi.encode(alice))), 1);
        vm.assertEq(ask(abi.encodePacked(hex"90d370ba", abi.encode(alice))), 1);
        vm.assertEq(ask(abi.encodePacked(hex"e46638e6", abi.encode(alice, bob, 6))), 1);
        vm.assertEq(ask(abi.encodePacked(hex"e46638e6", abi.encode(alice, bob, 7))), 0);
        (, bytes memory answer) = address(token).staticcall(hex"54fd4d50");
        vm.assertEq(abi.decode(answer, (string)), "1.0.0");
    }

    function test_TheOwnerPassesTheTokenOnAtItsSelector() public {
        (bool done, ) = address(token).call(abi.encodePacked(hex"f2fde38b", abi.encode(bob)));
        vm.assertTrue(done);
        vm.assertEq(token.owner(), bob);
    }

    function test_AnUnknownSelectorIsRefused() public {
        (bool done, bytes memory answer) = address(token).call(hex"deadbeef");
        vm.assertFalse(done);
        vm.assertEq(answer.length, 0);
    }

    function test_EventsHaveTheStandardsTopics() public pure {
        vm.assertEq(
            IERC3643.UpdatedTokenInformation.selector,
            0x6a1105ac8148a3c319adbc369f9072573e8a11d3a3d195e067e7c40767ec54d1
        );
        vm.assertEq(
            IERC3643.IdentityRegistryAdded.selector,
            0xd2be862d755bca7e0d39772b2cab3a5578da9c285f69199f4c063c2294a7f36c
        );
        vm.assertEq(
            IERC3643.ComplianceAdded.selector,
            0x7f3a888862559648ec01d97deb7b5012bff86dc91e654a1de397170db40e35b6
        );
        vm.assertEq(
            IERC3643.RecoverySuccess.selector,
            0xf0c9129a94f30f1caaceb63e44b9811d0a3edf1d6c23757f346093af5553fed0
        );
        vm.assertEq(
            IERC3643.AddressFrozen.selector,
            0x7fa523c84ab8d7fc5b72f08b9e46dbbf10c39e119a075b3e317002d14bc9f436
        );
        vm.assertEq(IERC3643.TokensFrozen.selector, 0xa065e63c631c86f1b9f66a4a2f63f2093bf1c2168d23290259dbd969e0222a45);
        vm.assertEq(
            IERC3643.TokensUnfrozen.selector,
            0x9bed35cb62ad0dba04f9d5bfee4b5bc91443e77da8a65c4c84834c51bb08b0d6
        );
        vm.assertEq(IERC3643.Paused.selector, 0x62e78cea01bee320cd4e420270b5ea74000d11b0c9f74754ebdbfc544b05a258);
        vm.assertEq(IERC3643.Unpaused.selector, 0x5db9ee0a495bf2e6ff9c91a7834c1ba4fdd244a5e8aa4e537bd38aeae4b073aa);
    }

    // Interface ids

    function test_TheTokenAnswersForItsInterfaces() public view {
        bytes4[10] memory ids = [
            bytes4(0xb97d944c), // ERC-3643
            0x3edbb4c4, // ERC-7943
            0x0cba0fa8, // the agents' role
            0x7f5828d0, // ERC-173
            0x01ffc9a7, // ERC-165
            type(IERC20).interfaceId,
            type(IERC20Metadata).interfaceId,
            type(IERC20Permit).interfaceId,
            type(IERC5267).interfaceId,
            type(ISecurityToken).interfaceId
        ];
        for (uint256 i = 0; i < ids.length; ++i) vm.assertTrue(token.supportsInterface(ids[i]));
        vm.assertFalse(token.supportsInterface(0xffffffff));
        vm.assertFalse(token.supportsInterface(0xdeadbeef));
    }

    // Information

    function test_NameSymbolAndIdentityCanBeChangedAndAreTold() public {
        vm.expectEmit(address(token));
        emit IERC3643.UpdatedTokenInformation("New name", "A", 6, "1.0.0", address(0));
        token.setName("New name");
        vm.expectEmit(address(token));
        emit IERC3643.UpdatedTokenInformation("New name", "NEW", 6, "1.0.0", address(0));
        token.setSymbol("NEW");
        vm.expectEmit(address(token));
        emit IERC3643.UpdatedTokenInformation("New name", "NEW", 6, "1.0.0", bob);
        token.setOnchainID(bob);
        vm.assertEq(token.name(), "New name");
        vm.assertEq(token.symbol(), "NEW");
        vm.assertEq(token.onchainID(), bob);
    }

    function test_RevertWhen_NameOrSymbolIsEmpty() public {
        vm.expectRevert(ISecurityToken.EmptyText.selector);
        token.setName("");
        vm.expectRevert(ISecurityToken.EmptyText.selector);
        token.setSymbol("");
    }

    function test_RevertWhen_OneWhoIsNotTheOwnerChangesThem() public {
        vm.startPrank(bob);
        expectOnlyOwner(bob);
        token.setName("New name");
        expectOnlyOwner(bob);
        token.setSymbol("NEW");
        expectOnlyOwner(bob);
        token.setOnchainID(bob);
        expectOnlyOwner(bob);
        token.transferOwnership(bob);
        vm.stopPrank();
    }

    // Multicall

    function test_SeveralCallsGoInOneAsTheirCaller() public {
        bytes[] memory calls = new bytes[](3);
        calls[0] = abi.encodeCall(token.mint, (alice, 10));
        calls[1] = abi.encodeCall(token.freezePartialTokens, (alice, 4));
        calls[2] = abi.encodeCall(token.freeUnitsOf, (alice));
        bytes[] memory answers = token.multicall(calls);
        vm.assertEq(abi.decode(answers[2], (uint256)), 6);
    }

    function test_RevertWhen_OneOfSeveralCallsFails() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(token.mint, (alice, 10));
        calls[1] = abi.encodeCall(token.mint, (stranger, 10));
        expectNotEligible(stranger);
        token.multicall(calls);
        vm.assertEq(token.totalSupply(), 0);
    }

    function test_RevertWhen_AMulticallHidesACallOfOneWhoIsNoAgent() public {
        bytes[] memory calls = new bytes[](1);
        calls[0] = abi.encodeCall(token.mint, (bob, 10));
        expectOnlyAgent(bob);
        vm.prank(bob);
        token.multicall(calls);
    }

    function ask(bytes memory call) private view returns (uint256) {
        (bool done, bytes memory answer) = address(token).staticcall(call);
        vm.assertTrue(done);
        return abi.decode(answer, (uint256));
    }

    function selectorAt(bytes memory list, uint256 number) private pure returns (bytes4) {
        return bytes4(bytes.concat(list[number * 4], list[number * 4 + 1], list[number * 4 + 2], list[number * 4 + 3]));
    }
}
