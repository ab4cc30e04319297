// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { InvestorFacts } from "../../../contracts/identity/interfaces/IEligibility.sol";
import { RuleCase } from "../../support/RuleCase.sol";

/// @dev Nine wallets of five investors buy, sell, burn, are forced and recovered while they move between countries. A
/// newcomer asks how many are counted: it gets in at one more than the count, and not at the count.
contract HolderBookTest is RuleCase {
    uint256 private constant WALLETS = 9;
    uint16[3] private countries = [uint16(344), 702, 756];
    address private whale = walletAt(1);

    function setUp() public override {
        super.setUp();
        compliance.setHolderLimit(address(token), 0);
        for (uint256 i = 0; i < WALLETS; ++i) {
            InvestorFacts memory facts = factsOf(_wallet(i));
            facts.identity = _investor(i);
            facts.country = countries[_investorNumber(i) % 3];
            facts.class = uint8(1 + (_investorNumber(i) % 3));
            admit(facts);
            for (uint256 j = 0; j < i; ++j) {
                if (_investor(j) != facts.identity) continue;
                registry.joinTwins(_wallet(j), _wallet(i));
                break;
            }
        }
        address[] memory wallets = new address[](1);
        wallets[0] = whale;
        compliance.recount(address(token), wallets);
        for (uint256 i = 0; i < 3; ++i) admitFrom(_newcomer(i), countries[i]);
        for (uint8 class = 1; class <= 3; ++class) admitAs(_newcomer(10 + class), class);
    }

    /// @dev The first four investors have two wallets each, the last has one.
    function _investorNumber(uint256 wallet) private pure returns (uint256) {
        return wallet / 2;
    }

    function _wallet(uint256 number) private pure returns (address) {
        return walletAt(100 + number);
    }

    function _investor(uint256 wallet) private pure returns (address) {
        return identityFor(walletAt(300 + _investorNumber(wallet)));
    }

    function _newcomer(uint256 number) private pure returns (address) {
        return walletAt(500 + number);
    }

    function testFuzz_CountsAsByHand(uint256[24] memory seeds) public {
        for (uint256 i = 0; i < seeds.length; ++i) _act(seeds[i]);
        _assertCounts(_newcomer(0), _byHand(0, 0), 0, 0);
        address[] memory wallets = new address[](WALLETS);
        for (uint256 i = 0; i < WALLETS; ++i) wallets[i] = _wallet(i);
        compliance.recount(address(token), wallets);
        for (uint256 i = 0; i < 3; ++i) _assertCounts(_newcomer(i), _byHand(countries[i], 0), countries[i], 0);
        for (uint8 class = 1; class <= 3; ++class) {
            _assertCounts(_newcomer(10 + class), _byHand(0, class), 0, class);
        }
    }

    function _act(uint256 seed) private {
        address from = _wallet((seed >> 8) % WALLETS);
        address to = _wallet((seed >> 16) % WALLETS);
        uint256 kind = seed % 7;
        uint256 units = token.balanceOf(from);
        // All or a part, so that many sell out.
        uint256 amount = (seed >> 24) % 2 == 0 ? units : units / 3;
        if (kind <= 1) token.mint(to, 1 + ((seed >> 32) % 1e6));
        else if (kind == 2) send(from, to, amount);
        else if (kind == 3 && amount != 0 && from != to) token.forcedTransfer(from, to, amount);
        else if (kind == 4 && amount != 0) token.burn(from, amount);
        else if (kind == 5) registry.updateCountry(to, countries[(seed >> 32) % 3]);
        else if (kind == 6 && amount != 0) send(from, whale, amount);
    }

    /// @dev Investors that hold anything over all their wallets, as the registry has them now; 0 stands for any.
    function _byHand(uint16 country, uint8 class) private view returns (uint256 count) {
        if ((country == 0 || country == HONG_KONG) && (class == 0 || class == PROFESSIONAL)) count = 1;
        for (uint256 i = 0; i < WALLETS; i += 2) {
            uint256 held = token.balanceOf(_wallet(i));
            if (i + 1 < WALLETS) held += token.balanceOf(_wallet(i + 1));
            if (held == 0) continue;
            if (country != 0 && registry.investorCountry(_wallet(i)) != country) continue;
            if (class != 0 && registry.recordOf(_wallet(i)).classOf() != class) continue;
            ++count;
        }
    }

    function _assertCounts(address newcomer, uint256 count, uint16 country, uint8 class) private {
        // A limit of 0 would be none.
        if (count != 0) {
            _limit(uint32(count), country, class);
            vm.assertFalse(token.canTransfer(whale, newcomer, 1), "full at the count");
        }
        _limit(uint32(count + 1), country, class);
        vm.assertTrue(token.canTransfer(whale, newcomer, 1), "room for one more");
        _limit(0, country, class);
    }

    function _limit(uint32 limit, uint16 country, uint8 class) private {
        if (country != 0) compliance.setCountryHolderLimit(address(token), country, limit);
        else if (class != 0) compliance.setClassHolderLimit(address(token), class, limit);
        else compliance.setHolderLimit(address(token), limit);
    }

    function testFuzz_WithoutMovesThereIsNothingToRecount(uint256[24] memory seeds) public {
        for (uint256 i = 0; i < seeds.length; ++i) {
            if (seeds[i] % 7 != 5) _act(seeds[i]);
        }
        for (uint256 i = 0; i < 3; ++i) _assertCounts(_newcomer(i), _byHand(countries[i], 0), countries[i], 0);
        for (uint8 class = 1; class <= 3; ++class) {
            _assertCounts(_newcomer(10 + class), _byHand(0, class), 0, class);
        }
    }
}
