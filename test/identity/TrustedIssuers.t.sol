// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IdentityRegistry } from "../../contracts/identity/IdentityRegistry.sol";
import { IEligibility } from "../../contracts/identity/interfaces/IEligibility.sol";
import { IIdentityRegistry } from "../../contracts/identity/interfaces/IIdentityRegistry.sol";
import { Registration } from "../../contracts/identity/Registration.sol";
import { TrustedIssuersRegistry } from "../../contracts/identity/TrustedIssuersRegistry.sol";
import { RegistryState } from "../../contracts/identity/types/RegistryState.sol";
import { HostileContract, Malice } from "../mocks/HostileIdentities.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice Adding a KYC provider stops nobody; removing one stops exactly its own investors.
contract TrustedIssuersTest is Evidence {
    address private other;

    function setUp() public {
        deployPlatform();
        other = vm.addr(OTHER_KEY);
    }

    function test_AddingASecondProviderStopsNobody() public {
        admit(alice);
        trusted.addTrustedIssuer(other, topics);
        require(isEligible(alice), "stopped");
        attestAs(OTHER_KEY, attestationOf(bob, START));
        require(isEligible(bob), "the second provider does not count");
    }

    function test_RemovingAProviderStopsExactlyItsOwnInvestors() public {
        trusted.addTrustedIssuer(other, topics);
        admit(alice);
        attestAs(OTHER_KEY, attestationOf(bob, START));
        attestAsBoth(ISSUER_KEY, OTHER_KEY, attestationOf(carol, START));
        uint256 bits = trusted.trustedBits();
        trusted.removeTrustedIssuer(other);
        require(isEligible(alice), "stopped by a provider that is not its own");
        bytes memory reason = abi.encodeWithSelector(IEligibility.IssuerNoLongerTrusted.selector, other);
        requireReason(bob, reason);
        requireReason(carol, reason);
        vm.assertEq(trusted.trustedBits(), bits & ~uint256(1 << 2));
    }

    function test_RemovingAProviderTakesItsBitOutOfTheRegistrysWord() public {
        trusted.addTrustedIssuer(other, topics);
        uint256 index = trusted.indexOf(other);
        require(registry.registryState().trusts(index), "not trusted");
        trusted.removeTrustedIssuer(other);
        require(!registry.registryState().trusts(index), "still trusted");
        require(registry.registryState().trusts(trusted.indexOf(issuer)), "another is not trusted any more");
    }

    function test_AProviderThatComesBackRevivesNothing() public {
        admit(alice);
        trusted.removeTrustedIssuer(issuer);
        trusted.addTrustedIssuer(issuer, topics);
        require(!isEligible(alice), "revived");
        attestAt(alice, START);
        require(!isEligible(alice), "revived by a replay");
        later(1);
        admit(alice);
        require(isEligible(alice), "new evidence does not count");
    }

    function test_ARemovedProviderAttestsNobody() public {
        trusted.removeTrustedIssuer(issuer);
        expectAttestToRevert(
            ISSUER_KEY,
            attestationOf(alice, START),
            abi.encodeWithSelector(IEligibility.IssuerNotTrustedHere.selector, issuer)
        );
    }

    function test_TakingATopicFromAProviderEndsWhatItSaidAndAddingOneDoesNot() public {
        admit(alice);
        trusted.updateIssuerClaimTopics(issuer, four());
        require(isEligible(alice), "ended by a topic more");
        trusted.updateIssuerClaimTopics(issuer, topics);
        require(!isEligible(alice), "not ended by a topic less");
        later(1);
        admit(alice);
        require(isEligible(alice), "new evidence does not count");
    }

    function test_ANewRegistryOfIssuersEndsEveryRecordUntilEvidenceIsBroughtAgain() public {
        admit(alice);
        TrustedIssuersRegistry another = new TrustedIssuersRegistry(address(this));
        another.addTrustedIssuer(issuer, topics);
        another.tellRegistry(address(registry));
        vm.expectEmit(true, true, true, true, address(registry));
        emit IIdentityRegistry.TrustedIssuersRegistrySet(address(another));
        registry.setTrustedIssuersRegistry(address(another));
        vm.assertEq(registry.issuersRegistry(), address(another));
        uint256 epoch = recordOf(alice).epochOf();
        requireReason(alice, abi.encodeWithSelector(IEligibility.RuleTightened.selector, epoch, epoch + 1));
        attestAt(alice, START);
        require(!isEligible(alice), "replayed");
        later(1);
        admit(alice);
        require(isEligible(alice), "new evidence does not count");
    }

    function test_ANewRegistryOfIssuersIsHeardAndTheOldOneIsNot() public {
        TrustedIssuersRegistry another = new TrustedIssuersRegistry(address(this));
        another.addTrustedIssuer(issuer, topics);
        another.tellRegistry(address(registry));
        registry.setTrustedIssuersRegistry(address(another));
        admit(alice);
        trusted.removeTrustedIssuer(issuer);
        require(isEligible(alice), "the old registry is heard");
        another.addTrustedIssuer(other, topics);
        require(isEligible(alice), "stopped");
        another.removeTrustedIssuer(issuer);
        require(!isEligible(alice), "the new registry is not heard");
    }

    function test_AForeignRegistryOfIssuersGivesNoIndexesAndSoNoBits() public {
        address foreign = foreignIssuers();
        registry.setTrustedIssuersRegistry(foreign);
        vm.assertEq(registry.issuersRegistry(), foreign);
        for (uint256 i = 1; i < 64; ++i) require(!registry.registryState().trusts(i), "a bit is left");
    }

    // Who says so

    function test_NobodyElseIsHeardOnIssuers() public {
        RegistryState before = registry.registryState();
        address[2] memory speakers = [address(this), address(required)];
        for (uint256 i = 0; i < speakers.length; ++i) {
            vm.startPrank(speakers[i]);
            registry.issuerAdded(9);
            registry.issuerRemoved(1);
            vm.stopPrank();
        }
        vm.assertEq(RegistryState.unwrap(registry.registryState()), RegistryState.unwrap(before));
    }

    function test_RevertWhen_EvidenceRestsOnARegistryOfIssuersThatTellsNothing() public {
        registry.registerIdentity(bob, newIdentity(), HONG_KONG);
        trusted.stopTelling(address(registry));
        bytes memory reason = abi.encodeWithSelector(IEligibility.NotTold.selector, address(trusted));
        expectAttestToRevert(ISSUER_KEY, attestationOf(alice, START), reason);
        vm.expectRevert(reason);
        refreshOne(bob);
        address identity = newIdentity();
        vm.expectRevert(reason);
        registry.registerIdentity(alice, identity, HONG_KONG);
    }

    function test_StoppingToTellOneRegistryLeavesTheOthersTold() public {
        IdentityRegistry second = new IdentityRegistry(address(this), address(trusted), address(required));
        trusted.tellRegistry(address(second));
        trusted.stopTelling(address(second));
        require(trusted.tells(address(registry)) && !trusted.tells(address(second)), "the second is told no longer");
        trusted.tellRegistry(address(second));
        trusted.stopTelling(address(registry));
        require(!trusted.tells(address(registry)) && trusted.tells(address(second)), "the first is told no longer");
    }

    function test_WithAForeignRegistryOfIssuersNoReasonNamesAnIssuer() public {
        admit(alice);
        trusted.removeTrustedIssuer(issuer);
        vm.assertEq(registry.explainEligibility(alice).length, 1, "its issuer is no longer trusted");
        registry.setTrustedIssuersRegistry(foreignIssuers());
        bytes[] memory reasons = registry.explainEligibility(alice);
        vm.assertEq(reasons.length, 1, "no index, no issuer");
        vm.assertEq(
            reasons[0],
            abi.encodeWithSelector(IEligibility.RuleTightened.selector, 2, 3),
            "the change ended it"
        );
    }

    function test_RevertWhen_AnAttestationOrRevocationComesWhileTheRegistryOfIssuersIsForeign() public {
        admit(alice);
        address foreign = foreignIssuers();
        registry.setTrustedIssuersRegistry(foreign);
        bytes memory reason = abi.encodeWithSelector(IEligibility.IssuersHaveNoIndex.selector, foreign);
        expectAttestToRevert(ISSUER_KEY, attestationOf(bob, START), reason);
        vm.expectRevert(reason);
        vm.prank(issuer);
        registry.revoke(pair(alice, bob), uint40(START), issuer, "");
    }

    function test_AContractThatAnswersAnythingWithNothingIsARegistryWithoutIndexes() public {
        address mute = address(new HostileContract(Malice.ReturnsNothing));
        registry.setTrustedIssuersRegistry(mute);
        vm.assertEq(registry.issuersRegistry(), mute);
        bytes memory reason = abi.encodeWithSelector(IEligibility.IssuersHaveNoIndex.selector, mute);
        expectAttestToRevert(ISSUER_KEY, attestationOf(bob, START), reason);
    }

    function test_ARegistryThatIsToldAgainKnowsWhomItMissed() public {
        admit(alice);
        trusted.stopTelling(address(registry));
        trusted.removeTrustedIssuer(issuer);
        require(isEligible(alice), "told after all");
        trusted.tellRegistry(address(registry));
        require(!isEligible(alice), "missed");
    }

    function test_RevertWhen_TheRegistryOfIssuersHasNoCode() public {
        vm.expectRevert(abi.encodeWithSelector(Registration.NotAContract.selector, alice));
        registry.setTrustedIssuersRegistry(alice);
    }

    function test_RevertWhen_AStrangerSetsTheRegistryOfIssuers() public {
        vm.expectRevert(abi.encodeWithSignature("OwnableUnauthorizedAccount(address)", alice));
        vm.prank(alice);
        registry.setTrustedIssuersRegistry(address(trusted));
    }

    function four() private pure returns (uint256[] memory list) {
        list = new uint256[](4);
        for (uint256 i = 0; i < 4; ++i) list[i] = i + 1;
    }
}
