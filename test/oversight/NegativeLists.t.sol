// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { FilingRegistry } from "../../contracts/oversight/FilingRegistry.sol";
import {
    Filing,
    IFilingRegistry,
    NegativeListAttestation
} from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ContractSigner } from "../mocks/ContractSigners.sol";
import { FilingCase } from "../support/FilingCase.sol";

/// @notice What filer and filing agent sign of the negative lists.
contract NegativeListsTest is FilingCase {
    bytes32 private filing;

    function setUp() public {
        deployRegistry();
        filing = filed();
    }

    function assertSaid(address signer, uint16 clear, uint16 adverse) private view {
        (uint16 c, uint16 a) = registry.negativeListBy(filing, signer);
        vm.assertEq(uint256(c), uint256(clear));
        vm.assertEq(uint256(a), uint256(adverse));
    }

    function test_AnyoneSubmitsWhatASignerSaid() public {
        NegativeListAttestation memory said = saying(filing, 0x3f, 0);
        bytes memory signature = sign(FILER, registry.hashNegativeList(said));
        vm.expectEmit(address(registry));
        emit IFilingRegistry.NegativeListAttested(filing, filer, said);
        vm.prank(stranger);
        registry.attestNegativeList(said, filer, signature);
        assertItems(filing, 0x3f, 0);
    }

    function test_WhatTwoSignersSayIsKeptApartAndCountsTogether() public {
        attest(FILER, saying(filing, 0x000f, 0));
        attest(AGENT, saying(filing, 0x3ff0, 0));
        assertSaid(filer, 0x000f, 0);
        assertSaid(agent, 0x3ff0, 0);
        assertSaid(stranger, 0, 0);
        assertItems(filing, ALL, 0);
        // What the agent finds does not change what the filer said.
        attest(AGENT, saying(filing, 0, 0x0001));
        assertSaid(filer, 0x000f, 0);
        assertItems(filing, ALL, 0x0001);
        // And the filer can't take it back.
        nextDay();
        attest(FILER, saying(filing, 0x0001, 0));
        assertItems(filing, ALL, 0x0001);
        attest(AGENT, saying(filing, 0x0001, 0));
        assertItems(filing, ALL, 0);
    }

    function test_AClearItemCountsUntilItsDay() public {
        attest(FILER, saying(filing, ALL, 0));
        vm.warp((uint256(TODAY) + GOOD_FOR) * 1 days - 1);
        assertItems(filing, ALL, 0);
        vm.warp((uint256(TODAY) + GOOD_FOR) * 1 days);
        assertItems(filing, 0, 0);
    }

    function test_AnAdverseItemHasNoEnd() public {
        attest(FILER, saying(filing, ALL ^ 1, 1));
        vm.warp(START + 3650 days);
        assertItems(filing, 0, 1);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NegativeListNotClear.selector, 0, 1));
        registry.requireEffective(filing);
        attest(FILER, saying(filing, 1, 0));
        assertItems(filing, 1, 0);
        registry.requireEffective(filing);
    }

    /// @dev Attestations are for the issue; after it only what stands against it stops a mint.
    function test_WhatHasRunOutStopsTheIssueAndNotTheMint() public {
        attest(FILER, saying(filing, ALL, 0));
        uint256 before = vm.snapshotState();
        consume(filing);
        vm.warp(START + 100 days);
        registry.requireEffective(filing);
        vm.revertToState(before);
        vm.warp(START + 100 days);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NegativeListNotClear.selector, ALL, 0));
        consume(filing);
    }

    function test_ALaterOneReplacesTheItemsItNamesAndNoOther() public {
        attest(FILER, saying(filing, ALL, 0));
        nextDay();
        NegativeListAttestation memory short = saying(filing, 0x0003, 0);
        short.expiresOn = short.signedOn + 1;
        attest(FILER, short);
        assertItems(filing, ALL, 0);
        nextDay();
        assertItems(filing, ALL ^ 0x0003, 0);
        attest(FILER, saying(filing, 0, 0x2000));
        assertItems(filing, 0x1ffc, 0x2000);
    }

    /// @dev Anyone may submit, so anyone may submit again: that must never take a younger word back.
    function test_RevertWhen_AnOldSignatureIsSentAgain() public {
        NegativeListAttestation memory old = saying(filing, ALL, 0);
        attest(FILER, old);
        attest(FILER, old);
        nextDay();
        attest(FILER, saying(filing, 0, 0x0006));
        expectAttestToRevert(
            FILER,
            old,
            abi.encodeWithSelector(IFilingRegistry.AttestationSuperseded.selector, filer, 0x0006)
        );
        assertItems(filing, ALL ^ 0x0006, 0x0006);
    }

    function test_RevertWhen_AnAdverseItemIsTakenBackOnItsOwnDay() public {
        NegativeListAttestation memory morning = saying(filing, ALL, 0);
        attest(FILER, morning);
        attest(FILER, saying(filing, 0, 0x0008));
        expectAttestToRevert(
            FILER,
            morning,
            abi.encodeWithSelector(IFilingRegistry.AttestationSuperseded.selector, filer, 0x0008)
        );
        // Other items can be said on that day, whatever was said of this one.
        attest(FILER, saying(filing, 0x0001, 0));
        nextDay();
        attest(FILER, saying(filing, 0x0008, 0));
        assertItems(filing, ALL, 0);
    }

    function test_RevertWhen_TheSignatureIsNotOfTheSignerHere() public {
        NegativeListAttestation memory said = saying(filing, ALL, 0);
        bytes memory reason = abi.encodeWithSelector(IFilingRegistry.AttestationSignatureInvalid.selector, filer);
        bytes memory other = sign(AGENT, registry.hashNegativeList(said));
        vm.expectRevert(reason);
        registry.attestNegativeList(said, filer, other);
        bytes memory good = sign(FILER, registry.hashNegativeList(said));
        vm.chainId(1);
        vm.expectRevert(reason);
        registry.attestNegativeList(said, filer, good);
        vm.chainId(31337);
        FilingRegistry elsewhere = registryOf(address(this));
        Filing memory terms = termsOf("pack");
        bytes memory signature = sign(FILER, elsewhere.hashFiling(terms));
        vm.prank(agent);
        said.filing = elsewhere.submit(terms, signature);
        vm.expectRevert(reason);
        elsewhere.attestNegativeList(said, filer, good);
    }

    function test_RevertWhen_TheSignerIsNeitherFilerNorAgent() public {
        expectAttestToRevert(
            STRANGER,
            saying(filing, ALL, 0),
            abi.encodeWithSelector(IFilingRegistry.SignerMayNotAttest.selector, stranger)
        );
        registry.revokeRole(registry.FILING_AGENT(), agent);
        expectAttestToRevert(
            AGENT,
            saying(filing, ALL, 0),
            abi.encodeWithSelector(IFilingRegistry.SignerMayNotAttest.selector, agent)
        );
        expectAttestToRevert(
            FILER,
            saying("nothing", ALL, 0),
            abi.encodeWithSelector(IFilingRegistry.UnknownFiling.selector, bytes32("nothing"))
        );
    }

    function test_RevertWhen_TheItemsMakeNoSense() public {
        uint16[2][4] memory pairs = [
            [uint16(0), uint16(0)],
            [uint16(0x4000), uint16(0)],
            [uint16(1), uint16(0x8000)],
            [uint16(3), uint16(2)]
        ];
        for (uint256 i = 0; i < pairs.length; ++i) {
            expectAttestToRevert(
                FILER,
                saying(filing, pairs[i][0], pairs[i][1]),
                abi.encodeWithSelector(IFilingRegistry.ItemsMalformed.selector, pairs[i][0], pairs[i][1])
            );
        }
        NegativeListAttestation memory said = saying(filing, 1, 0);
        said.evidence = 0;
        expectAttestToRevert(FILER, said, abi.encodeWithSelector(IFilingRegistry.EvidenceMissing.selector));
    }

    function test_RevertWhen_ItIsNotOfItsDay() public {
        NegativeListAttestation memory said = saying(filing, 1, 0);
        said.signedOn = TODAY + 1;
        expectAttestToRevert(
            FILER,
            said,
            abi.encodeWithSelector(IFilingRegistry.AttestationFromTheFuture.selector, TODAY + 1)
        );
        (said.signedOn, said.expiresOn) = (TODAY - 5, TODAY);
        expectAttestToRevert(
            FILER,
            said,
            abi.encodeWithSelector(IFilingRegistry.AttestationExpired.selector, TODAY - 5, TODAY)
        );
        // What stands against the issue counts, however late it comes.
        (said.clear, said.adverse) = (0, 1);
        attest(FILER, said);
        assertItems(filing, 0, 1);
    }

    function test_ADateBeyondTheLastDayCountsUntilThen() public {
        NegativeListAttestation memory said = saying(filing, 1, 0);
        said.expiresOn = type(uint24).max;
        attest(FILER, said);
        assertItems(filing, 1, 0);
        vm.warp(uint256(type(uint16).max) * 1 days);
        assertItems(filing, 0, 0);
    }

    function test_AContractMayAttest() public {
        ContractSigner wallet = new ContractSigner(vm.addr(STRANGER));
        Filing memory terms = termsOf("of a contract");
        terms.filer = address(wallet);
        bytes memory signature = sign(STRANGER, registry.hashFiling(terms));
        vm.prank(agent);
        filing = registry.submit(terms, signature);
        NegativeListAttestation memory said = saying(filing, ALL, 0);
        registry.attestNegativeList(said, address(wallet), sign(STRANGER, registry.hashNegativeList(said)));
        assertItems(filing, ALL, 0);
    }

    // Against a plain model

    struct Said {
        uint256 on;
        uint256 until;
        bool isAdverse;
    }

    /// @dev By signer and item.
    mapping(uint256 key => mapping(uint256 item => Said said)) private model;

    /// @dev Twelve statements of two signers, in any order of days: the registry and the model agree after each.
    function testFuzz_TheListIsWhatThePlainModelSays(uint256 seed) public {
        vm.warp(START + 40 days);
        for (uint256 i = 0; i < 12; ++i) {
            uint256 dice = uint256(keccak256(abi.encode(seed, i)));
            NegativeListAttestation memory said = saying(filing, uint16(dice) & ALL, uint16(dice >> 16) & ALL);
            said.clear &= ~said.adverse;
            if (said.clear | said.adverse == 0) continue;
            said.signedOn -= uint24((dice >> 32) % 5);
            said.expiresOn = uint24(said.signedOn + 6 + ((dice >> 40) % 5));
            uint256 key = (dice >> 48) % 2 == 0 ? FILER : AGENT;
            uint16 late = lateIn(key, said);
            if (late != 0) {
                expectAttestToRevert(
                    key,
                    said,
                    abi.encodeWithSelector(IFilingRegistry.AttestationSuperseded.selector, vm.addr(key), late)
                );
            } else {
                attest(key, said);
                book(key, said);
            }
            if ((dice >> 56) % 3 == 0) nextDay();
            compare();
        }
    }

    function lateIn(uint256 key, NegativeListAttestation memory said) private view returns (uint16 late) {
        for (uint256 item = 0; item < 14; ++item) {
            bool isClear = (said.clear >> item) & 1 == 1;
            if (!isClear && (said.adverse >> item) & 1 == 0) continue;
            Said memory before = model[key][item];
            if (said.signedOn < before.on || (said.signedOn == before.on && isClear && before.isAdverse)) {
                late |= uint16(1 << item);
            }
        }
    }

    function book(uint256 key, NegativeListAttestation memory said) private {
        for (uint256 item = 0; item < 14; ++item) {
            if ((said.clear >> item) & 1 == 1) model[key][item] = Said(said.signedOn, said.expiresOn, false);
            if ((said.adverse >> item) & 1 == 1) model[key][item] = Said(said.signedOn, 0, true);
        }
    }

    function compare() private view {
        uint16[2] memory clear;
        uint16[2] memory adverse;
        for (uint256 s = 0; s < 2; ++s) {
            for (uint256 item = 0; item < 14; ++item) {
                Said memory said = model[s == 0 ? FILER : AGENT][item];
                if (said.isAdverse) adverse[s] |= uint16(1 << item);
                else if (block.timestamp / 1 days < said.until) clear[s] |= uint16(1 << item);
            }
            assertSaid(s == 0 ? filer : agent, clear[s], adverse[s]);
        }
        assertItems(filing, clear[0] | clear[1], adverse[0] | adverse[1]);
    }
}
