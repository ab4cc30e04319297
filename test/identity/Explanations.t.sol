// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IClaimHolder } from "../../contracts/identity/interfaces/IClaims.sol";
import { IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { Evidence, IOnchainId } from "../support/Evidence.sol";

/// @notice Every reason why a wallet may not receive, and none exactly when it may.
contract ExplanationsTest is Evidence {
    uint256 private constant KEY = 0x11;
    uint256 private constant LINKED_KEY = 0x7007;
    uint256 private constant STEPS = 12;
    address private provider;
    address private identity;
    uint256 private dice;

    function setUp() public {
        deployPlatform();
        provider = newClaimIssuer(KEY, topics);
        trusted.addTrustedIssuer(vm.addr(OTHER_KEY), topics);
        identity = newIdentity();
        for (uint256 topic = 1; topic <= 3; ++topic) giveClaim(identity, provider, KEY, topic);
    }

    // Each alone

    function test_NobodyRegisteredIt() public view {
        requireReason(alice, abi.encodeWithSelector(IEligibility.NotRegistered.selector, alice));
    }

    function test_TheEvidenceHasExpired() public {
        admit(alice);
        uint256 end = START + 365 days;
        vm.warp(end);
        requireReason(alice, abi.encodeWithSelector(IEligibility.EvidenceExpired.selector, alice, end));
    }

    function test_TheWalletOrItsIdentityIsDenied() public {
        admit(alice);
        registry.denyWallets(single(alice), true);
        registry.denyIdentities(single(identityFor(alice)), true);
        requireReasons(
            alice,
            abi.encodeWithSelector(IEligibility.WalletDenied.selector, alice),
            abi.encodeWithSelector(IEligibility.IdentityDenied.selector, identityFor(alice))
        );
    }

    function test_TheWalletWasLost() public {
        admit(alice);
        link(alice, LINKED_KEY);
        registry.recoverWallet(alice, vm.addr(LINKED_KEY), identityFor(alice));
        requireReason(alice, abi.encodeWithSelector(IEligibility.WalletWasLost.selector, alice));
    }

    function test_ARuleWasTightened() public {
        admit(alice);
        uint256 epoch = recordOf(alice).epochOf();
        required.addClaimTopic(4);
        required.addClaimTopic(5);
        requireReason(alice, abi.encodeWithSelector(IEligibility.RuleTightened.selector, epoch, epoch + 2));
    }

    function test_EachIssuerThatIsNoLongerTrusted() public {
        attestAsBoth(ISSUER_KEY, OTHER_KEY, attestationOf(alice, START));
        trusted.removeTrustedIssuer(issuer);
        trusted.removeTrustedIssuer(vm.addr(OTHER_KEY));
        requireReasons(
            alice,
            abi.encodeWithSelector(IEligibility.IssuerNoLongerTrusted.selector, vm.addr(OTHER_KEY)),
            abi.encodeWithSelector(IEligibility.IssuerNoLongerTrusted.selector, issuer)
        );
    }

    function test_ClaimsWereReadTooLongAgo() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        later(7 days);
        requireReason(alice, abi.encodeWithSelector(IEligibility.ClaimsNeedRefresh.selector, START, 7 days));
    }

    function test_EachTopicWithoutAClaim() public {
        registry.setMaxAge(0);
        registry.registerIdentity(alice, identity, HONG_KONG);
        IOnchainId(identity).removeClaim(keccak256(abi.encode(provider, 1)));
        IOnchainId(identity).removeClaim(keccak256(abi.encode(provider, 3)));
        requireReasons(
            alice,
            abi.encodeWithSelector(IEligibility.ClaimMissing.selector, 1),
            abi.encodeWithSelector(IEligibility.ClaimMissing.selector, 3)
        );
    }

    // All together

    function test_AllReasonsAtOnceInTheirOrder() public {
        registry.registerIdentity(alice, identity, HONG_KONG);
        IOnchainId(identity).removeClaim(keccak256(abi.encode(provider, 3)));
        refreshOne(alice);
        link(alice, LINKED_KEY);
        registry.recoverWallet(alice, vm.addr(LINKED_KEY), identity);
        registry.denyWallets(single(alice), true);
        registry.denyIdentities(single(identity), true);
        required.addClaimTopic(4);
        later(30 days);
        trusted.removeTrustedIssuer(provider);
        bytes[] memory reasons = registry.explainEligibility(alice);
        bytes4[6] memory firsts = [
            IEligibility.WalletDenied.selector,
            IEligibility.IdentityDenied.selector,
            IEligibility.WalletWasLost.selector,
            IEligibility.EvidenceExpired.selector,
            IEligibility.RuleTightened.selector,
            IEligibility.IssuerNoLongerTrusted.selector
        ];
        vm.assertEq(reasons.length, 10);
        for (uint256 i = 0; i < 6; ++i) vm.assertEq(uint32(bytes4(reasons[i])), uint32(firsts[i]));
        for (uint256 i = 0; i < 4; ++i) {
            vm.assertEq(reasons[6 + i], abi.encodeWithSelector(IEligibility.ClaimMissing.selector, i + 1));
        }
    }

    function test_FifteenMissingTopicsAreAllTold() public {
        for (uint256 topic = 4; topic <= 15; ++topic) required.addClaimTopic(topic);
        registry.registerIdentity(alice, newIdentity(), HONG_KONG);
        vm.assertEq(registry.explainEligibility(alice).length, 16);
    }

    function test_AForeignRegistryOfMoreTopicsIsToldNoFurther() public {
        registry.setClaimTopicsRegistry(foreignTopics(15));
        registry.registerIdentity(alice, newIdentity(), HONG_KONG);
        vm.assertEq(registry.explainEligibility(alice).length, 16);
    }

    // Empty exactly when eligible

    /// @dev Whatever happens to three wallets, in whatever order.
    function testFuzz_ThereIsAReasonExactlyWhenAWalletIsNotEligible(uint256 seed) public {
        address[3] memory wallets = [alice, bob, vm.addr(LINKED_KEY)];
        dice = seed;
        for (uint256 i = 0; i < STEPS; ++i) {
            act(wallets[roll(3)]);
            for (uint256 j = 0; j < 3; ++j) {
                bool silent = registry.explainEligibility(wallets[j]).length == 0;
                require(silent == isEligible(wallets[j]), "a reason too many or too few");
                (, , , bool eligible) = registry.standing(address(0), address(0), wallets[j]);
                require(silent == eligible, "standing says otherwise");
            }
        }
    }

    function act(address wallet) private {
        uint256 kind = roll(16);
        bool known = registry.contains(wallet);
        if (kind < 4) later(roll(20 days));
        else if (kind == 4) registry.denyWallets(single(wallet), roll(2) == 0);
        else if (kind == 5 && known) registry.denyIdentities(single(registry.identity(wallet)), roll(2) == 0);
        else if (kind == 6) registry.setMaxAge(roll(3) * 5 days);
        else if (kind == 7) changeRules();
        else if (kind == 8 && known) registry.deleteIdentity(wallet);
        else if (kind == 9 && known) refreshOne(wallet);
        else if (kind == 10 && trusted.isTrustedIssuer(issuer)) revokeAt(wallet, block.timestamp);
        else if (kind == 11) changeClaims();
        else if (kind == 12 && known && !registry.contains(vm.addr(LINKED_KEY))) link(wallet, LINKED_KEY);
        else if (known) return;
        else if (wallet == alice && roll(2) == 0) registry.registerIdentity(alice, identity, HONG_KONG);
        else if (trusted.isTrustedIssuer(issuer)) admitUnderRulesOfNow(wallet);
    }

    function admitUnderRulesOfNow(address wallet) private {
        topics = required.getClaimTopics();
        trusted.updateIssuerClaimTopics(issuer, topics);
        InvestorFacts memory facts = factsOf(wallet);
        facts.validUntil = uint40(block.timestamp + 1 hours + roll(40 days));
        admit(facts);
    }

    function changeRules() private {
        uint256 kind = roll(3);
        (uint256[] memory asked, uint40 from) = required.upcomingTopics();
        if (kind == 0 && from == 0 && asked.length < 10) {
            required.announceClaimTopic(asked[asked.length - 1] + 50, uint40(block.timestamp + roll(10 days)));
        } else if (kind == 1 && trusted.isTrustedIssuer(issuer)) {
            trusted.removeTrustedIssuer(issuer);
        } else if (!trusted.isTrustedIssuer(issuer)) {
            trusted.addTrustedIssuer(issuer, topics);
        }
    }

    function changeClaims() private {
        uint256 topic = 1 + roll(3);
        bytes32 claimId = keccak256(abi.encode(provider, topic));
        (, , address holder, , , ) = IClaimHolder(identity).getClaim(claimId);
        if (holder == address(0)) giveClaim(identity, provider, KEY, topic);
        else IOnchainId(identity).removeClaim(claimId);
    }

    function roll(uint256 sides) private returns (uint256) {
        dice = uint256(keccak256(abi.encode(dice)));
        return dice % sides;
    }
}
