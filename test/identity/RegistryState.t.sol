// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    CLAIMED,
    CONNECTED_PERSON,
    DENIED,
    Investor,
    MORE_WALLETS,
    RETIRED,
    US_PERSON
} from "../../contracts/identity/types/Investor.sol";
import { FOREIGN_STORAGE, isGood, LAST_EPOCH, RegistryState } from "../../contracts/identity/types/RegistryState.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Every field is written alone; and of a record that is good, each condition alone decides.
contract RegistryStateTest is TestBase {
    uint256 private constant NOW = 1_775_001_600;

    // Fields

    function testFuzz_AnIssuerIsOneBit(uint256 word, uint256 index, bool on) public pure {
        index = bound(index, 1, 63);
        RegistryState changed = RegistryState.wrap(word).withIssuer(index, on);
        require(changed.trusts(index) == on, "trust");
        requireOnly(word, changed, index, 1);
    }

    function testFuzz_AllIssuersAreTheLowest64Bits(uint256 word, uint64 bits) public pure {
        RegistryState changed = RegistryState.wrap(word).withIssuers(bits);
        vm.assertEq(RegistryState.unwrap(changed) & type(uint64).max, bits);
        requireOnly(word, changed, 0, 64);
    }

    function testFuzz_TheAgeOfClaimsIsInHours(uint256 word, uint256 age) public pure {
        age = bound(age, 0, 720) * 1 hours;
        RegistryState changed = RegistryState.wrap(word).withMaxAge(age);
        vm.assertEq(changed.maxAge(), age);
        requireOnly(word, changed, 111, 16);
    }

    function testFuzz_DeniedIdentitiesAreCountedIn32Bits(uint256 word, uint32 count) public pure {
        RegistryState changed = RegistryState.wrap(word).withDeniedIdentities(count);
        vm.assertEq(changed.deniedIdentities(), count);
        requireOnly(word, changed, 127, 32);
    }

    function testFuzz_ForeignStorageIsOneBit(uint256 word, bool on) public pure {
        RegistryState changed = RegistryState.wrap(word).withForeignStorage(on);
        require(changed.foreignStorage() == on, "foreign storage");
        vm.assertEq(FOREIGN_STORAGE, 1 << 159);
        requireOnly(word, changed, 159, 1);
    }

    function testFuzz_EpochsAreThreeFields(uint256 word, uint256 epoch, uint40 from, uint256 last) public pure {
        epoch = bound(epoch, 0, LAST_EPOCH);
        last = bound(last, 0, LAST_EPOCH);
        RegistryState changed = RegistryState.wrap(word).withEpoch(epoch, from, last);
        vm.assertEq(changed.epochAt(), from);
        vm.assertEq(changed.lastEpoch(), last);
        uint256 others = ~((uint256(type(uint40).max) << 71) | (LAST_EPOCH << 64) | (LAST_EPOCH << 160));
        vm.assertEq(RegistryState.unwrap(changed) & others, word & others);
    }

    function testFuzz_AnAnnouncedEpochIsInForceFromItsDateOn(uint256 epoch, uint40 from, uint256 moment) public pure {
        epoch = bound(epoch, 0, LAST_EPOCH - 1);
        RegistryState state = RegistryState.wrap(0).withEpoch(epoch, from, epoch + 1);
        bool reached = from != 0 && moment >= from;
        vm.assertEq(state.epochInForce(moment), reached ? epoch + 1 : epoch);
        if (from == 0) return;
        vm.assertEq(state.epochInForce(from - 1), epoch);
        vm.assertEq(state.epochInForce(from), epoch + 1);
    }

    function testFuzz_ARecordIsTrustedOnlyIfEachOfItsIssuersIs(
        uint64 bits,
        uint256 a,
        uint256 b,
        uint256 c
    ) public pure {
        (a, b, c) = (bound(a, 0, 63), bound(b, 0, 63), bound(c, 0, 63));
        bool each = isSet(bits, a) && isSet(bits, b) && isSet(bits, c);
        RegistryState state = RegistryState.wrap(type(uint256).max).withIssuers(bits);
        require(state.trusts((a << 12) | (b << 6) | c) == each, "trust");
    }

    // A good record, and each condition alone

    function test_TheRecordTheOthersStartFromIsGood() public pure {
        require(isGood(goodRecord(), goodState(), NOW), "not good");
    }

    function testFuzz_WhoSomebodyIsDoesNotMatter(uint256 country, uint256 class, bool us, bool more) public pure {
        Investor record = goodRecord().withCountry(bound(country, 0, 999));
        record = record.withProfile(bound(class, 0, 7), us ? US_PERSON | CONNECTED_PERSON : 0);
        require(isGood(record.withMark(MORE_WALLETS, more), goodState(), NOW), "not good");
    }

    function test_AWalletNobodyRegisteredIsNotGood() public pure {
        require(!isGood(goodRecord().withIdentity(address(0)), goodState(), NOW), "good");
    }

    function test_ADeniedWalletIsNotGood() public pure {
        require(!isGood(goodRecord().withMark(DENIED, true), goodState(), NOW), "good");
    }

    function test_ALostWalletIsNotGood() public pure {
        require(!isGood(goodRecord().withMark(RETIRED, true), goodState(), NOW), "good");
    }

    function test_ARecordIsGoodUntilTheSecondItEnds() public pure {
        uint256 end = goodRecord().validUntilOf();
        require(isGood(goodRecord(), goodState().withMaxAge(0), end - 1), "ended early");
        require(!isGood(goodRecord(), goodState().withMaxAge(0), end), "ended late");
    }

    function testFuzz_ARecordIsGoodFromItsEpochOn(uint256 epoch, uint256 inForce) public pure {
        (epoch, inForce) = (bound(epoch, 0, LAST_EPOCH), bound(inForce, 0, LAST_EPOCH));
        Investor record = goodRecord().withEvidence(NOW + 1 days, NOW - 1 hours, epoch, 5);
        RegistryState state = goodState().withEpoch(inForce, 0, inForce);
        require(isGood(record, state, NOW) == (epoch >= inForce), "epoch");
    }

    function testFuzz_AnAnnouncedEpochEndsARecordExactlyOnItsDate(uint256 date) public pure {
        date = bound(date, NOW + 1, NOW + 1 days - 1);
        RegistryState state = goodState().withEpoch(3, date, 4).withMaxAge(0);
        require(isGood(goodRecord(), state, date - 1), "ended before the date");
        require(!isGood(goodRecord(), state, date), "not ended on the date");
        Investor ready = goodRecord().withEvidence(NOW + 2 days, NOW - 1 hours, 4, 5);
        require(isGood(ready, state, date - 1) && isGood(ready, state, date), "interrupted");
    }

    function test_ARecordThatRestsOnARemovedIssuerIsNotGood() public pure {
        require(!isGood(goodRecord(), goodState().withIssuer(5, false), NOW), "good");
        require(isGood(goodRecord(), goodState().withIssuer(6, false), NOW), "another issuer ended it");
    }

    function testFuzz_ClaimsCountUntilMaxAgeAfterTheyWereRead(uint256 age) public pure {
        age = bound(age, 1, 720) * 1 hours;
        RegistryState state = goodState().withMaxAge(age);
        Investor claimed = goodRecord().withEvidence(NOW + 31 days, NOW, 3, 5).withMark(CLAIMED, true);
        require(isGood(claimed, state, NOW + age - 1), "too old early");
        require(!isGood(claimed, state, NOW + age), "too old late");
        require(isGood(claimed.withMark(CLAIMED, false), state, NOW + age), "an attestation does not age");
    }

    function test_WhereClaimsAreReadLiveTheirReadingDoesNotAge() public pure {
        Investor claimed = goodRecord().withEvidence(NOW + 31 days, 1, 3, 5).withMark(CLAIMED, true);
        require(isGood(claimed, goodState().withMaxAge(0), NOW), "aged");
    }

    function goodRecord() private pure returns (Investor) {
        return Investor.wrap(0).withIdentity(address(7)).withEvidence(NOW + 1 days, NOW - 1 hours, 3, 5);
    }

    function goodState() private pure returns (RegistryState) {
        return RegistryState.wrap(0).withIssuers(1 << 5).withEpoch(3, 0, 3).withMaxAge(7 days);
    }

    function isSet(uint64 bits, uint256 index) private pure returns (bool) {
        return index == 0 || (uint256(bits) >> index) & 1 == 1;
    }

    function requireOnly(uint256 before, RegistryState changed, uint256 offset, uint256 width) private pure {
        uint256 field = ((1 << width) - 1) << offset;
        vm.assertEq(RegistryState.unwrap(changed) & ~field, before & ~field);
    }
}
