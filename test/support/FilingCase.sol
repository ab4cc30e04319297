// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { FilingRegistry } from "../../contracts/oversight/FilingRegistry.sol";
import {
    Filing,
    FilingStatus,
    NegativeListAttestation,
    Route
} from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { TestBase } from "./Cheats.sol";

/// @title FilingCase: a registry, who files, who records, who issues
/// @dev Time starts on 2026-04-01; filings are good for a year, attestations for ninety days.
abstract contract FilingCase is TestBase {
    uint256 internal constant START = 1_775_001_600;
    uint24 internal constant TODAY = 20_544;
    uint24 internal constant GOOD_FOR = 90;
    uint16 internal constant ALL = 0x3fff;
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    bytes32 internal constant TERMS = keccak256("terms");
    bytes32 internal constant TAPE = keccak256("tape");
    uint128 internal constant AMOUNT = 100_000_000e6;

    uint256 internal constant FILER = 0xF11E;
    uint256 internal constant AGENT = 0xA6E7;
    uint256 internal constant STRANGER = 0xBAD;
    address internal constant ISSUER = address(0x155);
    address internal constant FACTORY = address(0xFAC);
    address internal constant DEAL = address(0xDEA1);

    FilingRegistry internal registry;
    address internal filer;
    address internal agent;
    address internal stranger;

    function deployRegistry() internal {
        vm.warp(START);
        (filer, agent, stranger) = (vm.addr(FILER), vm.addr(AGENT), vm.addr(STRANGER));
        registry = registryOf(address(this));
    }

    function registryOf(address admin) internal returns (FilingRegistry made) {
        made = new FilingRegistry(admin);
        made.grantRole(made.FILING_AGENT(), agent);
        made.grantRole(made.ISSUING_FACTORY(), FACTORY);
    }

    // Filings

    function termsOf(bytes32 pack) internal view returns (Filing memory) {
        return
            Filing({
                filer: filer,
                issuer: ISSUER,
                filingAgent: agent,
                route: Route.AbsLike,
                currency: "HKD",
                decimals: 6,
                amount: AMOUNT,
                termsHash: TERMS,
                tapeRoot: TAPE,
                pack: pack,
                validUntil: uint40(START + 365 days)
            });
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function submit(Filing memory terms) internal returns (bytes32) {
        bytes memory signature = sign(FILER, registry.hashFiling(terms));
        vm.prank(agent);
        return registry.submit(terms, signature);
    }

    /// @dev The signature is made first, so that a revert that is expected is that of `submit`.
    function expectSubmitToRevert(address caller, uint256 key, Filing memory terms, bytes memory reason) internal {
        bytes memory signature = sign(key, registry.hashFiling(terms));
        vm.expectRevert(reason);
        vm.prank(caller);
        registry.submit(terms, signature);
    }

    function submitted() internal returns (bytes32) {
        return submit(termsOf("pack"));
    }

    function filed() internal returns (bytes32 filing) {
        filing = submitted();
        recordAs(filing, FilingStatus.Filed, "CSRC 2026-17");
    }

    /// @dev Filed, and everything on the negative lists clear.
    function cleared() internal returns (bytes32 filing) {
        filing = filed();
        attest(FILER, saying(filing, ALL, 0));
    }

    function recordAs(bytes32 filing, FilingStatus to, string memory number) internal {
        vm.prank(agent);
        registry.record(filing, to, number, EVIDENCE);
    }

    function record(bytes32 filing, FilingStatus to) internal {
        recordAs(filing, to, "");
    }

    function consume(bytes32 filing) internal {
        consumeAs(FACTORY, filing, ISSUER);
    }

    function consumeAs(address caller, bytes32 filing, address issuer) internal {
        vm.prank(caller);
        registry.consume({
            filing: filing,
            caller: issuer,
            termsHash: TERMS,
            tapeRoot: TAPE,
            currency: "HKD",
            decimals: 6,
            face: AMOUNT,
            deal: DEAL
        });
    }

    // Negative lists

    function saying(
        bytes32 filing,
        uint16 clear,
        uint16 adverse
    ) internal view returns (NegativeListAttestation memory) {
        uint24 today = uint24(block.timestamp / 1 days);
        return
            NegativeListAttestation({
                filing: filing,
                clear: clear,
                adverse: adverse,
                signedOn: today,
                expiresOn: today + GOOD_FOR,
                evidence: EVIDENCE
            });
    }

    function attest(uint256 key, NegativeListAttestation memory said) internal {
        registry.attestNegativeList(said, vm.addr(key), sign(key, registry.hashNegativeList(said)));
    }

    function expectAttestToRevert(uint256 key, NegativeListAttestation memory said, bytes memory reason) internal {
        bytes memory signature = sign(key, registry.hashNegativeList(said));
        vm.expectRevert(reason);
        registry.attestNegativeList(said, vm.addr(key), signature);
    }

    function assertItems(bytes32 filing, uint16 clear, uint16 adverse) internal view {
        (uint16 c, uint16 a) = registry.negativeListOf(filing);
        vm.assertEq(uint256(c), uint256(clear));
        vm.assertEq(uint256(a), uint256(adverse));
    }

    function assertStatus(bytes32 filing, FilingStatus expected) internal view {
        vm.assertEq(uint256(registry.statusOf(filing)), uint256(expected));
    }

    function nextDay() internal {
        vm.warp(block.timestamp + 1 days);
    }
}
