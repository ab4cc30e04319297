// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IClaimHolder } from "../../contracts/identity/interfaces/IClaims.sol";
import { IEligibility, InvestorFacts } from "../../contracts/identity/interfaces/IEligibility.sol";
import { Investor } from "../../contracts/identity/types/Investor.sol";
import {
    CallingContract,
    EchoContract,
    HostileContract,
    Malice,
    OpenIdentity,
    TwoFacedIdentity
} from "../mocks/HostileIdentities.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice An identity belongs to the investor: whatever it does when it is asked harms nobody else.
contract HostileIdentitiesTest is Evidence {
    uint256 private constant KEY = 0x11;
    uint256 private constant LAST_MALICE = uint256(type(Malice).max);
    address private provider;

    function setUp() public {
        deployPlatform();
        provider = newClaimIssuer(KEY, topics);
        registerHonest(alice);
    }

    // Who is read beside it

    function test_OneHostileWalletOfABatchStopsNoOther() public {
        registerHonest(carol);
        for (uint256 i = 0; i <= LAST_MALICE; ++i) {
            address wallet = walletAt(100 + i);
            registry.registerIdentity(wallet, address(new HostileContract(Malice(i))), HONG_KONG);
            later(1 days);
            address[] memory wallets = new address[](3);
            (wallets[0], wallets[1], wallets[2]) = (alice, wallet, carol);
            registry.refresh(wallets);
            require(isEligible(alice) && isEligible(carol), "stopped");
            vm.assertEq(recordOf(carol).evidenceAtOf(), block.timestamp);
            require(!isEligible(wallet), "eligible");
            vm.assertEq(registry.explainEligibility(wallet).length, 4);
        }
    }

    function test_WhereClaimsAreReadLiveAHostileIdentityIsNotEligibleAndSaysWhy() public {
        OpenIdentity identity = new OpenIdentity();
        giveOpen(identity);
        registry.registerIdentity(bob, address(identity), HONG_KONG);
        registry.setMaxAge(0);
        require(isEligible(bob), "not eligible");
        bytes memory code = address(new HostileContract(Malice.BurnsAllGas)).code;
        vm.etch(address(identity), code);
        bytes[] memory reasons = registry.explainEligibility(bob);
        vm.assertEq(reasons.length, 3);
        require(!isEligible(bob), "eligible");
    }

    // What it may claim

    function test_ClaimsOfSomebodyElseAreNoClaims() public {
        OpenIdentity thief = new OpenIdentity();
        address honest = registry.identity(alice);
        for (uint256 topic = 1; topic <= 3; ++topic) {
            thief.setClaim(provider, topic, signClaim(honest, KEY, topic), "passed");
        }
        registry.registerIdentity(bob, address(thief), HONG_KONG);
        require(!isEligible(bob), "eligible with claims of another identity");
    }

    function test_ClaimsOnAnotherTopicAreNoClaims() public {
        OpenIdentity identity = new OpenIdentity();
        for (uint256 topic = 1; topic <= 3; ++topic) {
            identity.setClaim(provider, topic, signClaim(address(identity), KEY, 1), "passed");
        }
        registry.registerIdentity(bob, address(identity), HONG_KONG);
        vm.assertEq(registry.explainEligibility(bob).length, 3);
    }

    function test_AnIdentityThatAnswersEachCallerOtherwiseHarmsOnlyItself() public {
        TwoFacedIdentity identity = new TwoFacedIdentity(bob);
        giveOpen(identity);
        vm.prank(address(this), bob);
        registry.registerIdentity(bob, address(identity), HONG_KONG);
        require(isEligible(bob), "claims it holds do not count");
        vm.prank(carol, carol);
        registry.refresh(pair(bob, alice));
        require(!isEligible(bob) && isEligible(alice), "another was harmed");
        vm.prank(bob, bob);
        refreshOne(bob);
        require(isEligible(bob), "not eligible");
    }

    function test_AnIdentityThatCallsBackChangesNothing() public {
        required.removeClaimTopic(2);
        required.removeClaimTopic(3);
        uint256 key = 0x6006;
        (address joined, address twin) = (walletAt(7), walletAt(8));
        admit(joined);
        link(joined, key);
        InvestorFacts memory facts = factsOf(twin);
        facts.identity = identityFor(joined);
        admit(facts);
        CallingContract identity = new CallingContract();
        identity.setCall(address(registry), abi.encodeCall(registry.joinTwins, (joined, twin)));
        identity.setAnswer(abi.encode(1, 1, provider, signClaim(address(identity), KEY, 1), bytes("passed"), ""));
        // Its call would come through if it were allowed to.
        uint256 before = vm.snapshotState();
        // solhint-disable-next-line avoid-low-level-calls
        (bool called, ) = address(identity).call(abi.encodeCall(IClaimHolder.getClaim, (0)));
        require(called, "the identity does not answer");
        vm.assertEq(registry.walletsOf(identityFor(joined)).length, 3);
        vm.revertToState(before);
        registry.registerIdentity(bob, address(identity), HONG_KONG);
        vm.assertEq(registry.walletsOf(identityFor(joined)).length, 2);
        require(isEligible(bob), "its claim does not count");
    }

    // Starving

    function test_RevertWhen_TheCallerStarvesAReading() public {
        later(1 days);
        Investor before = recordOf(alice);
        bytes4 needsMore = IEligibility.RefreshNeedsMoreGas.selector;
        bytes memory call = abi.encodeCall(registry.refresh, (single(alice)));
        bool asked;
        bool done;
        for (uint256 gas_ = 30_000; gas_ < 1_000_000; gas_ += 10_000) {
            // solhint-disable-next-line avoid-low-level-calls
            (bool success, bytes memory reason) = address(registry).call{ gas: gas_ }(call);
            require(isEligible(alice), "a starved reading ended the record");
            if (success) {
                done = true;
                vm.assertEq(recordOf(alice).evidenceAtOf(), block.timestamp);
                break;
            }
            vm.assertEq(Investor.unwrap(recordOf(alice)), Investor.unwrap(before));
            require(reason.length == 0 || bytes4(reason) == needsMore, "another reason");
            asked = asked || reason.length != 0;
        }
        require(asked && done, "never asked for more, or never enough");
    }

    function test_RevertWhen_AReadingIsStarvedWhereClaimsAreReadLive() public {
        registry.setMaxAge(0);
        bytes memory call = abi.encodeCall(registry.isVerified, (alice));
        (bool success, bytes memory reason) = address(registry).staticcall{ gas: 200_000 }(call);
        require(!success, "an answer without the gas to find it");
        vm.assertEq(abi.encodePacked(bytes4(reason)), abi.encodePacked(IEligibility.RefreshNeedsMoreGas.selector));
    }

    // Issuers

    function test_AHostileIssuerSpoilsNoClaimOfAnother() public {
        for (uint256 i = 0; i <= LAST_MALICE; ++i) {
            HostileContract hostile = new HostileContract(Malice(i));
            trusted.removeTrustedIssuer(provider);
            trusted.addTrustedIssuer(address(hostile), topics);
            trusted.addTrustedIssuer(provider, topics);
            OpenIdentity identity = new OpenIdentity();
            giveOpen(identity);
            for (uint256 topic = 1; topic <= 3; ++topic) identity.setClaim(address(hostile), topic, "", "");
            address wallet = walletAt(100 + i);
            registry.registerIdentity(wallet, address(identity), HONG_KONG);
            require(isEligible(wallet), "spoiled");
            vm.assertEq(recordOf(wallet).issuersOf(), trusted.indexOf(provider));
            trusted.removeTrustedIssuer(address(hostile));
        }
    }

    function test_OnlyTheWordOneIsAYes() public {
        required.removeClaimTopic(2);
        required.removeClaimTopic(3);
        EchoContract issuer_ = new EchoContract();
        trusted.addTrustedIssuer(address(issuer_), single(1));
        OpenIdentity identity = new OpenIdentity();
        identity.setClaim(address(issuer_), 1, "", "");
        issuer_.setAnswer(abi.encode(uint256(1)));
        registry.registerIdentity(bob, address(identity), HONG_KONG);
        require(isEligible(bob), "yes is not a yes");
        bytes[4] memory answers = [
            abi.encode(uint256(2)),
            abi.encode(uint256(0)),
            abi.encodePacked(bytes31(0), bytes31(uint248(1))),
            bytes(hex"01")
        ];
        for (uint256 i = 0; i < answers.length; ++i) {
            issuer_.setAnswer(answers[i]);
            refreshOne(bob);
            require(!isEligible(bob), "taken for a yes");
        }
    }

    function test_AnIssuerThatIsAPlainWalletHasNoValidClaims() public {
        OpenIdentity identity = new OpenIdentity();
        for (uint256 topic = 1; topic <= 3; ++topic) identity.setClaim(issuer, topic, "", "");
        registry.registerIdentity(bob, address(identity), HONG_KONG);
        require(!isEligible(bob), "a wallet without code said yes");
    }

    function registerHonest(address wallet) private {
        address identity = newIdentity();
        for (uint256 topic = 1; topic <= 3; ++topic) giveClaim(identity, provider, KEY, topic);
        registry.registerIdentity(wallet, identity, HONG_KONG);
    }

    function giveOpen(OpenIdentity identity) private {
        for (uint256 topic = 1; topic <= 3; ++topic) {
            identity.setClaim(provider, topic, signClaim(address(identity), KEY, topic), "passed");
        }
    }
}
