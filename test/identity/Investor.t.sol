// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {
    CLAIMED,
    CONNECTED_PERSON,
    DENIED,
    HOURS_MASK,
    Investor,
    MORE_WALLETS,
    PROFILE_MARKS,
    RETIRED,
    US_PERSON,
    WALLET_MARKS
} from "../../contracts/identity/types/Investor.sol";
import { TestBase } from "../support/Cheats.sol";

/// @notice Every field is written alone: it reads back what was written, and no other bit of the word moves.
contract InvestorTest is TestBase {
    function testFuzz_IdentityIsTheLowest160Bits(uint256 word, address identity) public pure {
        Investor changed = Investor.wrap(word).withIdentity(identity);
        vm.assertEq(changed.identityOf(), identity);
        requireOnly(word, changed, 0, 160);
    }

    function testFuzz_CountryIsTenBits(uint256 word, uint256 country) public pure {
        country = bound(country, 0, 999);
        Investor changed = Investor.wrap(word).withCountry(country);
        vm.assertEq(changed.countryOf(), country);
        requireOnly(word, changed, 160, 10);
    }

    function testFuzz_ProfileIsClassAndAttestedMarks(uint256 word, uint256 class, bool us, bool connected) public pure {
        class = bound(class, 0, 7);
        uint256 marks = (us ? US_PERSON : 0) | (connected ? CONNECTED_PERSON : 0);
        Investor changed = Investor.wrap(word).withProfile(class, marks);
        vm.assertEq(changed.classOf(), class);
        require(changed.hasMark(US_PERSON) == us && changed.hasMark(CONNECTED_PERSON) == connected, "marks");
        requireOnly(word, changed, 170, 5);
    }

    function testFuzz_AMarkIsOneBit(uint256 word, uint256 which, bool on) public pure {
        uint256[6] memory marks = [US_PERSON, CONNECTED_PERSON, MORE_WALLETS, DENIED, CLAIMED, RETIRED];
        which = bound(which, 0, 5);
        Investor changed = Investor.wrap(word).withMark(marks[which], on);
        require(changed.hasMark(marks[which]) == on, "mark");
        vm.assertEq(marks[which], 1 << (173 + which));
        requireOnly(word, changed, 173 + which, 1);
    }

    function testFuzz_WhatIsAttestedLeavesTheWalletsOwnMarksAlone(
        uint256 word,
        address identity,
        uint256 country,
        uint256 class,
        bool us,
        bool connected
    ) public pure {
        (country, class) = (bound(country, 0, 999), bound(class, 0, 7));
        uint256 marks = (us ? US_PERSON : 0) | (connected ? CONNECTED_PERSON : 0);
        Investor expected = Investor.wrap(word).withIdentity(identity).withCountry(country).withProfile(class, marks);
        expected = expected.withMark(CLAIMED, false).withEvidence(0, 0, 0, 0);
        Investor attested = Investor.wrap(word).attested(identity, country, class, marks);
        vm.assertEq(Investor.unwrap(attested), Investor.unwrap(expected));
    }

    function testFuzz_TwoRecordsShareAnIdentityWhateverElseTheySay(uint256 one, uint256 two, bool same) public pure {
        Investor other = same ? Investor.wrap(two).withIdentity(Investor.wrap(one).identityOf()) : Investor.wrap(two);
        bool shared = Investor.wrap(one).identityOf() == other.identityOf();
        vm.assertEq(Investor.wrap(one).sharesIdentity(other), shared);
    }

    function testFuzz_EvidenceIsTheTopOfTheWord(
        uint256 word,
        uint256 validUntil,
        uint32 issuedAt,
        uint256 epoch,
        uint256 issuers
    ) public pure {
        validUntil = bound(validUntil, 0, HOURS_MASK * 1 hours + 3_599);
        epoch = bound(epoch, 0, 127);
        issuers = bound(issuers, 0, 0x3ffff);
        Investor changed = Investor.wrap(word).withEvidence(validUntil, issuedAt, epoch, issuers);
        vm.assertEq(changed.validUntilOf(), validUntil - (validUntil % 1 hours));
        vm.assertEq(changed.evidenceAtOf(), issuedAt);
        vm.assertEq(changed.epochOf(), epoch);
        vm.assertEq(changed.issuersOf(), issuers);
        requireOnly(word, changed, 179, 77);
    }

    function testFuzz_AnEndBeyondTheLastHourIsTheLastHour(uint256 word, uint256 validUntil) public pure {
        validUntil = bound(validUntil, HOURS_MASK * 1 hours, type(uint256).max);
        Investor changed = Investor.wrap(word).withEvidence(validUntil, 0, 0, 0);
        vm.assertEq(changed.validUntilOf(), HOURS_MASK * 1 hours);
        requireOnly(word, changed, 179, 77);
    }

    function test_TheLastHourIsIn2089() public pure {
        uint256 last = Investor.wrap(0).withEvidence(type(uint64).max, 0, 0, 0).validUntilOf();
        require(last > 3_755_289_600 && last < 3_786_825_600, "not in 2089");
    }

    function test_MarksOfTheWalletAndOfTheProfileAreApart() public pure {
        vm.assertEq(WALLET_MARKS, DENIED | RETIRED);
        vm.assertEq(PROFILE_MARKS, US_PERSON | CONNECTED_PERSON);
        vm.assertEq(WALLET_MARKS & PROFILE_MARKS, 0);
    }

    /// @dev Outside of `width` bits from `offset` on, nothing differs.
    function requireOnly(uint256 before, Investor changed, uint256 offset, uint256 width) private pure {
        uint256 field = ((1 << width) - 1) << offset;
        vm.assertEq(Investor.unwrap(changed) & ~field, before & ~field);
    }
}
