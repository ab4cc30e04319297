// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IDeal } from "../../contracts/deal/interfaces/IDeal.sol";
import { IDocuments } from "../../contracts/deal/interfaces/IDocuments.sol";
import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { DealCase } from "../support/DealCase.sol";

/// @title Documents: ERC-1643, kept by the issuer
contract DocumentsTest is DealCase {
    bytes32 private constant HASH = keccak256("prospectus");

    function test_ADocumentIsSetAndFound() public {
        later(77);
        vm.expectEmit(address(deal));
        emit IDocuments.DocumentUpdated("prospectus", "ipfs://a", HASH);
        set("prospectus", "ipfs://a", HASH);
        expectFound("prospectus", "ipfs://a", HASH);
        vm.assertEq(deal.getAllDocuments().length, 1);
        vm.assertEq(deal.getAllDocuments()[0], bytes32("prospectus"));
    }

    function test_ALaterVersionReplacesIt() public {
        set("prospectus", "ipfs://a", HASH);
        later(1 days);
        set("prospectus", "ipfs://b", keccak256("b"));
        expectFound("prospectus", "ipfs://b", keccak256("b"));
        vm.assertEq(deal.getAllDocuments().length, 1);
    }

    function test_OneIsRemovedAndTheOthersStay() public {
        bytes32[4] memory names = [bytes32("a"), "b", "c", "d"];
        for (uint256 i = 0; i < 4; ++i) set(names[i], "ipfs://x", keccak256(abi.encode(i)));
        vm.expectEmit(address(deal));
        emit IDocuments.DocumentRemoved("b", "ipfs://x", keccak256(abi.encode(1)));
        remove("b");
        remove("d");
        vm.assertEq(deal.getAllDocuments().length, 2);
        expectFound("a", "ipfs://x", keccak256(abi.encode(0)));
        expectFound("c", "ipfs://x", keccak256(abi.encode(2)));
        expectUnknown("b");
        deal.getDocument("b");
        remove("c");
        remove("a");
        vm.assertEq(deal.getAllDocuments().length, 0);
        set("b", "ipfs://y", HASH);
        expectFound("b", "ipfs://y", HASH);
    }

    function test_RevertWhen_AnUnknownOneIsRemovedOrAskedFor() public {
        expectUnknown("x");
        remove("x");
        expectUnknown("x");
        deal.getDocument("x");
    }

    function test_RevertWhen_NamePlaceOrHashIsMissing() public {
        vm.expectRevert(IDocuments.DocumentIncomplete.selector);
        set(0, "ipfs://a", HASH);
        vm.expectRevert(IDocuments.DocumentIncomplete.selector);
        set("prospectus", "", HASH);
        vm.expectRevert(IDocuments.DocumentIncomplete.selector);
        set("prospectus", "ipfs://a", 0);
    }

    function test_RevertWhen_ThereAreTwoHundred() public {
        for (uint256 i = 1; i <= 200; ++i) set(bytes32(i), "x", HASH);
        vm.expectRevert(abi.encodeWithSelector(IDocuments.TooManyDocuments.selector, 200));
        set("one more", "x", HASH);
        set(bytes32(uint256(200)), "y", HASH);
        remove(bytes32(uint256(3)));
        set("one more", "x", HASH);
        expectFound("one more", "x", HASH);
    }

    function test_RevertWhen_AnyoneButTheIssuerSetsOrRemoves() public {
        set("prospectus", "ipfs://a", HASH);
        for (uint256 i = 0; i < 10; ++i) {
            if (Party(i) == Party.Issuer) continue;
            vm.startPrank(who(Party(i)));
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheIssuer.selector, who(Party(i))));
            deal.setDocument("prospectus", "ipfs://b", HASH);
            vm.expectRevert(abi.encodeWithSelector(IDeal.NotTheIssuer.selector, who(Party(i))));
            deal.removeDocument("prospectus");
            vm.stopPrank();
        }
    }

    function set(bytes32 name, string memory uri, bytes32 hash) private {
        asParty(Party.Issuer);
        deal.setDocument(name, uri, hash);
    }

    function remove(bytes32 name) private {
        asParty(Party.Issuer);
        deal.removeDocument(name);
    }

    function expectFound(bytes32 name, string memory uri, bytes32 hash) private view {
        (string memory where_, bytes32 documentHash, uint256 changedAt) = deal.getDocument(name);
        vm.assertEq(where_, uri);
        vm.assertEq(documentHash, hash);
        vm.assertTrue(changedAt <= block.timestamp && changedAt >= START);
    }

    function expectUnknown(bytes32 name) private {
        vm.expectRevert(abi.encodeWithSelector(IDocuments.UnknownDocument.selector, name));
    }
}
