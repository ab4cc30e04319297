// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Entitlement, IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingTable } from "../../contracts/distribution/types/PayingTable.sol";
import { HostileTaxSource, TaxTable } from "../mocks/TaxSources.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice What is withheld from interest, at most the ceiling, to the tax account by pull.
contract WithholdingTest is PayingCase {
    uint32 internal constant CEILING = 100_000_000;
    TaxTable internal source;

    function setUp() public override {
        super.setUp();
        agent = createAgent(CEILING);
        source = new TaxTable();
        agent.setTaxSource(address(source));
    }

    function test_TheIdentitysRateIsWithheldFromInterestAlone() public {
        source.setIdentity(identityFor(alice), 70_000_000);
        paySenior(1_000, 1_000);
        vm.assertEq(owed(alice).tax, 42);
        vm.expectEmit(address(agent));
        emit IPayingAgent.Collected(alice, 0, 1, 1, address(asset), Entitlement(600, 600, 0, 42), 0, alice);
        vm.assertEq(collectAs(alice), 1_158);
        vm.assertEq(agent.taxHeld(address(asset)), 42);
        vm.assertEq(collectAs(bob), 600, "nobody named a rate for bob");
    }

    function test_TheSourceIsToldTheCountry() public {
        source.setCountry(HONG_KONG, 50_000_000);
        paySenior(1_000, 0);
        vm.assertEq(collectAs(alice), 570);
    }

    function test_TaxIsRoundedDownDateByDateSoThatItIsTheSameHoweverItIsCollected() public {
        source.setIdentity(identityFor(bob), 99_999_999);
        paySenior(99, 0);
        paySenior(99, 0);
        // 29 of interest each: 2.9 and 2.9 of tax, rounded down to 2 and 2.
        vm.assertEq(owed(bob).tax, 4);
        vm.assertEq(collectAs(bob), 54);
    }

    function test_ARateAboveTheCeilingIsTheCeiling() public {
        source.setIdentity(identityFor(alice), 500_000_000);
        paySenior(1_000, 0);
        vm.assertEq(collectAs(alice), 540);
    }

    function test_WhereNoGoodAnswerComesTheCeilingIsWithheld() public {
        paySenior(1_000, 0);
        for (uint256 manner = 0; manner < 5; ++manner) {
            if (manner == uint256(HostileTaxSource.Manner.ReturnsABomb)) continue;
            agent.setTaxSource(address(new HostileTaxSource(HostileTaxSource.Manner(manner))));
            vm.assertEq(owed(alice).tax, 60);
        }
        agent.setTaxSource(address(0));
        vm.assertEq(owed(alice).tax, 60);
        agent.setTaxSource(address(0xdead));
        vm.assertEq(owed(alice).tax, 60, "no code, no answer");
        agent.setTaxSource(address(source));
        registry.deleteIdentity(alice);
        vm.assertEq(owed(alice).tax, 60, "nobody vouches for a wallet without identity");
        vm.assertEq(collectAs(alice), 540);
    }

    function test_AnAnswerOfAnyLengthIsReadAsOneWord() public {
        agent.setTaxSource(address(new HostileTaxSource(HostileTaxSource.Manner.ReturnsABomb)));
        paySenior(1_000, 0);
        vm.assertEq(collectAs(alice), 600);
    }

    function testFuzz_WhateverGasIsGivenTheSourcesAnswerCounts(uint256 gas_) public {
        gas_ = bound(gas_, 50_000, 350_000);
        paySenior(1_000, 0);
        vm.prank(stranger);
        (bool done, bytes memory answer) = address(agent).call{ gas: gas_ }(
            abi.encodeCall(agent.collectFor, (alice, 0))
        );
        if (done) vm.assertEq(abi.decode(answer, (uint256)), 600);
        else vm.assertEq(collectAs(alice), 600);
    }

    function test_RevertWhen_TooLittleGasIsGivenToAskTheSource() public {
        paySenior(1_000, 0);
        bool refused;
        for (uint256 gas_ = 50_000; gas_ < 200_000; gas_ += 5_000) {
            (, bytes memory reason) = address(agent).call{ gas: gas_ }(abi.encodeCall(agent.collectFor, (alice, 0)));
            refused = refused || bytes4(reason) == IPayingAgent.CollectNeedsMoreGas.selector;
        }
        vm.assertTrue(refused);
    }

    function test_AnyoneSendsTheTaxToTheTaxAccount() public {
        source.setIdentity(identityFor(alice), CEILING);
        paySenior(1_000, 0);
        collectAs(alice);
        vm.expectEmit(address(agent));
        emit IPayingAgent.TaxWithdrawn(address(asset), 60);
        vm.prank(stranger);
        vm.assertEq(agent.withdrawTax(address(asset)), 60);
        vm.assertEq(cashOf(taxAccount), 60);
        vm.assertEq(agent.booked(address(asset)), 400);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NothingToWithdraw.selector, taxAccount, address(asset)));
        agent.withdrawTax(address(asset));
    }

    function test_WithoutACeilingNobodyIsAsked() public {
        agent = createAgent(0);
        lastDeclared = 0;
        agent.setTaxSource(address(new HostileTaxSource(HostileTaxSource.Manner.AsksTooMuch)));
        paySenior(1_000, 0);
        vm.assertEq(collectAs(alice), 600);
    }

    function test_RevertWhen_TheTermsOfTaxMakeNoSense() public {
        PayingTable memory t = tableWith(1_000_000_001);
        IPayingAgent bad = cloneWith(t);
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.TaxAboveCeiling.selector, 1e9, 1_000_000_001));
        bad.initialize(address(this));
        t = tableWith(1);
        t.terms.taxAccount = address(0);
        bad = cloneWith(t);
        vm.expectRevert(IPayingAgent.NoTaxAccount.selector);
        bad.initialize(address(this));
    }

    function test_RevertWhen_NotTheDealNamesTheSource() public {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NotTheDeal.selector, alice));
        vm.prank(alice);
        agent.setTaxSource(alice);
    }
}
