// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Investor } from "../../identity/types/Investor.sol";
import { Movement } from "../interfaces/IMovementGate.sol";
import { InvestorHoldings } from "./InvestorHoldings.sol";
import { CountedIdentity, NOT_BY_TIME, Rulebook } from "./Rulebook.sol";

/// @title HolderLimitRule: so many holders in all, per country and per class
/// @notice Counts investors, not wallets. A limit of 0 is no limit.
/// @dev The book remembers, per wallet, as whom it was counted, and, per investor, where: so whatever changes in the
/// registry
/// since, what was counted is what is taken off. `recount` brings wallets to date; anyone may call it. Turned on for a
/// token
/// that has holders already, the book starts empty: recount them.
/// The refusal ends when a holder sells out, or the limit is raised.
library HolderLimitRule {
    error HolderLimitReached(uint256 limit);
    error CountryHolderLimitReached(uint16 country, uint256 limit);
    error ClassHolderLimitReached(uint256 class, uint256 limit);

    function refusal(
        Movement calldata m,
        Rulebook storage book
    ) internal view returns (bytes memory reason, uint256 ends) {
        if (m.amount == 0 || m.toBalance != 0 || m.from == m.to) return (reason, ends);
        address investor = InvestorHoldings.investorOf(m.to, m.toRecord);
        if (book.countedIdentities[investor].wallets != 0) return (reason, ends);
        (bool leaves, CountedIdentity memory left) = _leaver(m, book);
        uint256 limit = book.holderLimit;
        if (limit != 0 && book.holders - (leaves ? 1 : 0) >= limit) {
            return (abi.encodeWithSelector(HolderLimitReached.selector, limit), NOT_BY_TIME);
        }
        uint16 country = m.toRecord.countryOf();
        limit = book.countryLimits[country];
        if (limit != 0 && book.countryHolders[country] - (leaves && left.country == country ? 1 : 0) >= limit) {
            return (abi.encodeWithSelector(CountryHolderLimitReached.selector, country, limit), NOT_BY_TIME);
        }
        // Safe cast: three bits.
        uint8 class = uint8(m.toRecord.classOf());
        limit = book.classLimits[class];
        if (limit != 0 && book.classHolders[class] - (leaves && left.class == class ? 1 : 0) >= limit) {
            return (abi.encodeWithSelector(ClassHolderLimitReached.selector, class, limit), NOT_BY_TIME);
        }
    }

    function record(Movement calldata m, Rulebook storage book) internal {
        if (m.amount == 0 || m.from == m.to) return;
        if (m.from != address(0) && m.fromBalance == m.amount) drop(m.from, book);
        if (m.to != address(0) && m.toBalance == 0) add(m.to, m.toRecord, book);
    }

    /// @dev Does nothing for a wallet that is counted.
    function add(address wallet, Investor record_, Rulebook storage book) internal {
        if (book.countedAs[wallet] != address(0)) return;
        address investor = InvestorHoldings.investorOf(wallet, record_);
        book.countedAs[wallet] = investor;
        CountedIdentity memory entry = book.countedIdentities[investor];
        if (entry.wallets == 0) {
            // Safe cast: three bits.
            (entry.country, entry.class) = (record_.countryOf(), uint8(record_.classOf()));
            ++book.holders;
            ++book.countryHolders[entry.country];
            ++book.classHolders[entry.class];
        }
        ++entry.wallets;
        book.countedIdentities[investor] = entry;
    }

    /// @dev Does nothing for a wallet that is not counted.
    function drop(address wallet, Rulebook storage book) internal {
        address investor = book.countedAs[wallet];
        if (investor == address(0)) return;
        book.countedAs[wallet] = address(0);
        CountedIdentity memory entry = book.countedIdentities[investor];
        --entry.wallets;
        book.countedIdentities[investor] = entry;
        if (entry.wallets != 0) return;
        --book.holders;
        --book.countryHolders[entry.country];
        --book.classHolders[entry.class];
    }

    /// @dev Whether the movement takes its sender's investor off the book, and where it is counted.
    function _leaver(
        Movement calldata m,
        Rulebook storage book
    ) private view returns (bool leaves, CountedIdentity memory entry) {
        if (m.from == address(0) || m.fromBalance > m.amount) return (false, entry);
        address investor = book.countedAs[m.from];
        if (investor == address(0)) return (false, entry);
        entry = book.countedIdentities[investor];
        leaves = entry.wallets == 1;
    }
}
