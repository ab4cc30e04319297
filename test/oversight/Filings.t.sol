// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { FilingRegistry } from "../../contracts/oversight/FilingRegistry.sol";
import { Filing, FilingStatus, IFilingRegistry, Route } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ContractSigner } from "../mocks/ContractSigners.sol";
import { FilingCase } from "../support/FilingCase.sol";

/// @notice How a filing comes in, and how a deal is issued upon it.
contract FilingsTest is FilingCase {
    function setUp() public {
        deployRegistry();
    }

    // Submitting

    function test_ItIsKeptAsItWasSigned() public {
        Filing memory terms = termsOf("pack");
        bytes32 filing = registry.hashFiling(terms);
        bytes memory signature = sign(FILER, filing);
        vm.expectEmit(address(registry));
        emit IFilingRegistry.FilingSubmitted(filing, filer, ISSUER, terms);
        vm.prank(agent);
        vm.assertEq(registry.submit(terms, signature), filing);
        vm.assertEq(keccak256(abi.encode(registry.filingOf(filing))), keccak256(abi.encode(terms)));
        assertStatus(filing, FilingStatus.Submitted);
        vm.assertEq(registry.dealOf(filing), address(0));
        vm.assertEq(registry.numberOf(filing), "");
        assertItems(filing, 0, 0);
    }

    function testFuzz_WhateverIsSignedIsWhatIsKept(
        uint8 route,
        bytes3 currency,
        uint8 decimals,
        uint128 amount,
        bytes32[3] memory hashes,
        uint40 validUntil
    ) public {
        Filing memory terms = termsOf(hashes[0]);
        terms.route = Route(route % 4);
        terms.decimals = decimals;
        terms.currency = currency == 0 ? bytes3("USD") : currency;
        terms.amount = amount == 0 ? 1 : amount;
        terms.termsHash = hashes[1];
        terms.tapeRoot = hashes[2];
        terms.validUntil = validUntil <= START ? uint40(START) + 1 : validUntil;
        vm.assume(hashes[0] != 0 && hashes[1] != 0 && hashes[2] != 0);
        bytes32 filing = submit(terms);
        vm.assertEq(keccak256(abi.encode(registry.filingOf(filing))), keccak256(abi.encode(terms)));
    }

    function test_AContractMayFile() public {
        Filing memory terms = termsOf("pack");
        terms.filer = address(new ContractSigner(vm.addr(STRANGER)));
        bytes memory signature = sign(STRANGER, registry.hashFiling(terms));
        vm.prank(agent);
        assertStatus(registry.submit(terms, signature), FilingStatus.Submitted);
    }

    function test_RevertWhen_ItComesTwiceWhateverBecameOfIt() public {
        bytes32 filing = submitted();
        bytes memory reason = abi.encodeWithSelector(IFilingRegistry.FilingExists.selector, filing);
        expectSubmitToRevert(agent, FILER, termsOf("pack"), reason);
        record(filing, FilingStatus.Refused);
        expectSubmitToRevert(agent, FILER, termsOf("pack"), reason);
        // What was refused is filed anew with another pack.
        vm.assertTrue(submit(termsOf("second pack")) != filing);
    }

    function test_RevertWhen_SomebodyElseSignedOrAnotherFiling() public {
        bytes memory reason = abi.encodeWithSelector(IFilingRegistry.FilerSignatureInvalid.selector, filer);
        expectSubmitToRevert(agent, STRANGER, termsOf("pack"), reason);
        expectSubmitToRevert(agent, AGENT, termsOf("pack"), reason);
        bytes memory signature = sign(FILER, registry.hashFiling(termsOf("pack")));
        vm.expectRevert(reason);
        vm.prank(agent);
        registry.submit(termsOf("altered"), signature);
        vm.expectRevert(reason);
        vm.prank(agent);
        registry.submit(termsOf("pack"), "");
    }

    function test_RevertWhen_TheSignatureIsForAnotherChainOrRegistry() public {
        bytes memory reason = abi.encodeWithSelector(IFilingRegistry.FilerSignatureInvalid.selector, filer);
        bytes memory here = sign(FILER, registry.hashFiling(termsOf("pack")));
        FilingRegistry other = registryOf(address(this));
        vm.expectRevert(reason);
        vm.prank(agent);
        other.submit(termsOf("pack"), here);
        vm.chainId(1);
        vm.expectRevert(reason);
        vm.prank(agent);
        registry.submit(termsOf("pack"), here);
    }

    function test_RevertWhen_AnyoneButTheNamedAgentSubmits() public {
        Filing memory terms = termsOf("pack");
        expectSubmitToRevert(
            stranger,
            FILER,
            terms,
            abi.encodeWithSelector(IFilingRegistry.NotTheFilingAgent.selector, stranger)
        );
        // Named in the filing, but not one of the platform's.
        terms.filingAgent = stranger;
        expectSubmitToRevert(
            stranger,
            FILER,
            terms,
            abi.encodeWithSelector(IFilingRegistry.NotTheFilingAgent.selector, stranger)
        );
    }

    function test_RevertWhen_TwoOfThePartiesAreOneOrMissing() public {
        address[3] memory parties = [filer, ISSUER, agent];
        for (uint256 i = 0; i < 5; ++i) {
            Filing memory terms = termsOf("pack");
            if (i == 0) terms.filer = ISSUER;
            if (i == 1) terms.filer = agent;
            if (i == 2) terms.issuer = agent;
            if (i == 3) terms.filer = address(0);
            if (i == 4) terms.issuer = address(0);
            parties = [terms.filer, terms.issuer, terms.filingAgent];
            expectSubmitToRevert(
                agent,
                FILER,
                terms,
                abi.encodeWithSelector(
                    IFilingRegistry.FilingPartiesNotDistinct.selector,
                    parties[0],
                    parties[1],
                    parties[2]
                )
            );
        }
        Filing memory none = termsOf("pack");
        none.filingAgent = address(0);
        registry.grantRole(registry.FILING_AGENT(), address(0));
        expectSubmitToRevert(
            address(0),
            FILER,
            none,
            abi.encodeWithSelector(IFilingRegistry.FilingPartiesNotDistinct.selector, filer, ISSUER, address(0))
        );
    }

    function test_RevertWhen_ATermIsMissing() public {
        for (uint256 i = 0; i < 5; ++i) {
            Filing memory terms = termsOf("pack");
            if (i == 0) terms.currency = 0;
            if (i == 1) terms.amount = 0;
            if (i == 2) terms.termsHash = 0;
            if (i == 3) terms.tapeRoot = 0;
            if (i == 4) terms.pack = 0;
            expectSubmitToRevert(
                agent,
                FILER,
                terms,
                abi.encodeWithSelector(IFilingRegistry.FilingTermsIncomplete.selector)
            );
        }
    }

    function test_RevertWhen_ItIsOverBeforeItBegins() public {
        Filing memory terms = termsOf("pack");
        terms.validUntil = uint40(START);
        bytes memory reason = abi.encodeWithSelector(IFilingRegistry.FilingExpired.selector, terms.validUntil);
        expectSubmitToRevert(agent, FILER, terms, reason);
    }

    // Issuing upon it

    function test_OneDealIsIssuedUponIt() public {
        bytes32 filing = cleared();
        vm.expectEmit(address(registry));
        emit IFilingRegistry.FilingConsumed(filing, DEAL);
        consume(filing);
        vm.assertEq(registry.dealOf(filing), DEAL);
        registry.requireEffective(filing);
    }

    function test_RevertWhen_ItWasUsedUpWhateverItsStatus() public {
        bytes32 filing = cleared();
        consume(filing);
        bytes memory reason = abi.encodeWithSelector(IFilingRegistry.FilingConsumedAlready.selector, filing, DEAL);
        vm.expectRevert(reason);
        consume(filing);
        record(filing, FilingStatus.Suspended);
        record(filing, FilingStatus.Filed);
        vm.expectRevert(reason);
        consume(filing);
    }

    function test_RevertWhen_AStrangeFactoryAsks() public {
        bytes32 filing = cleared();
        // Not even its own parties may use a filing up without the factory.
        address[4] memory callers = [stranger, ISSUER, agent, address(this)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NotTheFactory.selector, callers[i]));
            consumeAs(callers[i], filing, ISSUER);
        }
    }

    function test_RevertWhen_SomebodyElseAsksForTheDealOfTheFiling() public {
        bytes32 filing = cleared();
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NotTheIssuer.selector, stranger));
        consumeAs(FACTORY, filing, stranger);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NotTheIssuer.selector, filer));
        consumeAs(FACTORY, filing, filer);
    }

    function test_RevertWhen_TheFilingIsUnknownOrNotEffective() public {
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.UnknownFiling.selector, bytes32("nothing")));
        consume("nothing");
        bytes32 filing = submitted();
        attest(FILER, saying(filing, ALL, 0));
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Submitted));
        consume(filing);
        recordAs(filing, FilingStatus.Filed, "1");
        record(filing, FilingStatus.Suspended);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Suspended));
        consume(filing);
        record(filing, FilingStatus.Withdrawn);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingNotEffective.selector, FilingStatus.Withdrawn));
        consume(filing);
    }

    function test_ItIsIssuedUponUpToTheLastSecond() public {
        bytes32 filing = filed();
        uint40 end = uint40(START + 365 days);
        vm.warp(end - 1);
        attest(FILER, saying(filing, ALL, 0));
        uint256 before = vm.snapshotState();
        consume(filing);
        vm.revertToState(before);
        vm.warp(end);
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.FilingExpired.selector, end));
        consume(filing);
    }

    /// @dev A filing that has run out no longer lets a deal be issued; one that was issued is minted all the same.
    function test_ValidityLimitsIssuingNotMinting() public {
        bytes32 filing = cleared();
        consume(filing);
        vm.warp(START + 400 days);
        registry.requireEffective(filing);
    }

    function test_RevertWhen_AnythingIsNotAsFiled() public {
        bytes32 filing = cleared();
        expectConsumeToRevert(
            abi.encodeCall(registry.consume, (filing, ISSUER, "other", TAPE, "HKD", 6, AMOUNT, DEAL)),
            abi.encodeWithSelector(IFilingRegistry.TermsNotFiled.selector, TERMS, bytes32("other"))
        );
        expectConsumeToRevert(
            abi.encodeCall(registry.consume, (filing, ISSUER, TERMS, "other", "HKD", 6, AMOUNT, DEAL)),
            abi.encodeWithSelector(IFilingRegistry.TapeNotFiled.selector, TAPE, bytes32("other"))
        );
        expectConsumeToRevert(
            abi.encodeCall(registry.consume, (filing, ISSUER, TERMS, TAPE, "USD", 6, AMOUNT, DEAL)),
            abi.encodeWithSelector(IFilingRegistry.CurrencyNotFiled.selector, bytes3("HKD"), bytes3("USD"))
        );
        expectConsumeToRevert(
            abi.encodeCall(registry.consume, (filing, ISSUER, TERMS, TAPE, "HKD", 2, AMOUNT, DEAL)),
            abi.encodeWithSelector(IFilingRegistry.DecimalsNotFiled.selector, 6, 2)
        );
        expectConsumeToRevert(
            abi.encodeCall(registry.consume, (filing, ISSUER, TERMS, TAPE, "HKD", 6, uint256(AMOUNT) + 1, DEAL)),
            abi.encodeWithSelector(IFilingRegistry.FiledAmountExceeded.selector, AMOUNT, uint256(AMOUNT) + 1)
        );
        expectConsumeToRevert(
            abi.encodeCall(registry.consume, (filing, ISSUER, TERMS, TAPE, "HKD", 6, AMOUNT, address(0))),
            abi.encodeWithSelector(IFilingRegistry.FilingTermsIncomplete.selector)
        );
        consume(filing);
    }

    function expectConsumeToRevert(bytes memory call_, bytes memory reason) private {
        vm.prank(FACTORY);
        (bool done, bytes memory why) = address(registry).call(call_);
        vm.assertFalse(done);
        vm.assertEq(why, reason);
    }

    function test_RevertWhen_AnItemIsNotClear() public {
        bytes32 filing = filed();
        attest(FILER, saying(filing, ALL ^ 0x0005, 0));
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NegativeListNotClear.selector, 0x0005, 0));
        consume(filing);
        attest(AGENT, saying(filing, 0x0001, 0x0010));
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NegativeListNotClear.selector, 0x0004, 0x0010));
        consume(filing);
        attest(AGENT, saying(filing, 0x0004, 0));
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NegativeListNotClear.selector, 0, 0x0010));
        consume(filing);
        nextDay();
        attest(AGENT, saying(filing, 0x0010, 0));
        consume(filing);
    }

    // Roles at their worst

    /// @dev An agent that the filer trusted can delay and suspend; it can't file what was not signed, nor issue.
    function test_TheAgentAloneFilesNothingAndIssuesNothing() public {
        Filing memory terms = termsOf("forged");
        expectSubmitToRevert(
            agent,
            AGENT,
            terms,
            abi.encodeWithSelector(IFilingRegistry.FilerSignatureInvalid.selector, filer)
        );
        bytes32 filing = cleared();
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.NotTheFactory.selector, agent));
        consumeAs(agent, filing, ISSUER);
    }

    /// @dev The administrator names agents and factories; it is none itself.
    function test_TheAdministratorHasNoOtherRole() public {
        vm.assertFalse(registry.hasRole(registry.FILING_AGENT(), address(this)));
        vm.assertFalse(registry.hasRole(registry.ISSUING_FACTORY(), address(this)));
        bytes32 role = registry.FILING_AGENT();
        vm.expectRevert(
            abi.encodeWithSignature("AccessControlUnauthorizedAccount(address,bytes32)", agent, bytes32(0))
        );
        vm.prank(agent);
        registry.grantRole(role, stranger);
    }

    function test_RevertWhen_AFilingIsAskedForThatThereIsNot() public {
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.UnknownFiling.selector, bytes32("nothing")));
        registry.filingOf("nothing");
        vm.expectRevert(abi.encodeWithSelector(IFilingRegistry.UnknownFiling.selector, bytes32("nothing")));
        registry.negativeListBy("nothing", filer);
    }

    /// @dev Creating a deal may cost 4,500,000 in all.
    function test_UsingAFilingUpCostsLittle() public {
        bytes32 filing = cleared();
        uint256 before = gasleft();
        consume(filing);
        vm.assertTrue(before - gasleft() < 65_000);
    }
}
