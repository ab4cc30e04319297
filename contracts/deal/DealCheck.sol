// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { Purpose } from "../oversight/interfaces/IProceedsLedger.sol";
import { Program } from "../waterfall/Program.sol";
import { DAY_SECONDS } from "../waterfall/Program.sol";
import { IDealFactory } from "./interfaces/IDealFactory.sol";
import { ClassTerms, DealTerms, OfferingTerms } from "./types/DealTerms.sol";

/// @dev Prices and rates of tax are in 1e-9.
uint256 constant PRICE_UNIT = 1e9;

/// @title DealCheck: whether the parts of a deal's terms fit each other
/// @notice What one part can judge alone, that part judges: the program, the pool's terms, the table of parties.
library DealCheck {
    uint256 private constant CLASS_LIMIT = 16;
    uint256 private constant LEAST_DELAY = 2 days;
    uint256 private constant LONGEST_DELAY = 365 days;
    uint256 private constant LONGEST_PAYOUT_DELAY = 30 days;
    uint256 private constant WHOLE = 10_000;

    /// @notice Reverts unless a deal can be made of `terms`, whose program is `p`.
    function requireSound(DealTerms calldata terms, Program memory p) internal view {
        require(p.decimals == terms.decimals, IDealFactory.DecimalsDoNotMatch(p.decimals, terms.decimals));
        (uint256 most, uint256 least, uint256 inKind) = _requireClasses(terms.classes, p);
        _requirePurposes(terms, _openings(p), most, least, inKind);
        _requireDates(terms.offering, p.recordDay(p.firstDate) * DAY_SECONDS + p.recordTime);
        _requireWithin(terms.changeDelay, LEAST_DELAY, LONGEST_DELAY);
        _requireWithin(terms.recordNotice, 1 days, LONGEST_DELAY);
        // The fallback must not open while a report is still in its grace days or its hold.
        uint256 patience = uint256(terms.pool.graceDays) * 1 days + uint256(terms.pool.holdHours) * 1 hours;
        _requireWithin(terms.longStop, patience + 1 days, LONGEST_DELAY);
        _requireWithin(terms.distribution.payoutDelay, 0, LONGEST_PAYOUT_DELAY);
        uint256 tax = terms.distribution.taxAccount == address(0) ? 0 : PRICE_UNIT;
        _requireWithin(terms.distribution.taxCeiling, 0, tax);
        _requireWithin(terms.redemption.cleanUp, 0, WHOLE);
        _requireWithin(terms.redemption.taxNotice, 0, LONGEST_DELAY);
        _requireWithin(terms.redemption.regulatoryNotice, 0, LONGEST_DELAY);
    }

    /// @return most what can be raised, `least` what must be, `inKind` units that are retained; units of money
    function _requireClasses(
        ClassTerms[] calldata classes,
        Program memory p
    ) private pure returns (uint256 most, uint256 least, uint256 inKind) {
        require(classes.length <= CLASS_LIMIT, IDealFactory.TooManyClasses(CLASS_LIMIT));
        require(classes.length == p.classes, IDealFactory.ClassDoesNotMatch(classes.length, p.classes, classes.length));
        for (uint256 k = 0; k < classes.length; ++k) {
            ClassTerms calldata c = classes[k];
            _requireFace(k, c.face, p);
            if (c.retainer != address(0)) {
                require(c.price == 0 && c.retainedFloor <= c.face, IDealFactory.PriceDoesNotFit(k));
                inKind += c.face;
                continue;
            }
            _requireSold(k, c);
            // Units of 96 bits at prices of 64.
            most += Math.ceilDiv(uint256(c.face) * c.price, PRICE_UNIT);
            least += Math.ceilDiv(uint256(c.minimum) * c.price, PRICE_UNIT);
        }
        require(most != 0, IDealFactory.NoClasses());
    }

    /// @dev A class without a face in the program (interest only, or a residual) has units all the same.
    function _requireFace(uint256 k, uint256 face, Program memory p) private pure {
        uint256 inProgram = p.face(k);
        bool opensWhole = p.classOpening(k) == inProgram;
        bool fits = face != 0 && opensWhole && (inProgram == 0 || inProgram == face);
        require(fits, IDealFactory.ClassDoesNotMatch(k, inProgram, face));
    }

    function _requireSold(uint256 k, ClassTerms calldata c) private pure {
        require(c.price != 0, IDealFactory.PriceDoesNotFit(k));
        require(
            c.lot != 0 && c.denomination != 0 && c.denomination % c.lot == 0 && c.denomination <= c.face,
            IDealFactory.DenominationDoesNotFit(k)
        );
        require(c.minimum <= c.face, IDealFactory.MinimumAboveFace(k));
    }

    /// @dev All that can be raised has a purpose, and what the accounts open with is raised in any case.
    function _requirePurposes(
        DealTerms calldata terms,
        uint256 openings,
        uint256 most,
        uint256 least,
        uint256 inKind
    ) private pure {
        (uint256 caps, uint256 ownCaps) = _caps(terms.purposes);
        require(ownCaps == openings, IDealFactory.OpeningCashNotCovered(openings, ownCaps));
        require(least >= openings, IDealFactory.MinimumRaiseTooSmall(openings, least));
        require(caps >= most + inKind, IDealFactory.PurposesTooSmall(most + inKind, caps));
        if (inKind == 0) return;
        _requireWithin(terms.inKindPurpose, 0, terms.purposes.length - 1);
        Purpose calldata paid = terms.purposes[terms.inKindPurpose];
        require(paid.payee != address(0) && paid.cap >= inKind, IDealFactory.PurposesTooSmall(inKind, paid.cap));
    }

    function _caps(Purpose[] calldata purposes) private pure returns (uint256 all, uint256 own) {
        for (uint256 i = 0; i < purposes.length; ++i) {
            all += purposes[i].cap;
            if (purposes[i].payee == address(0)) own += purposes[i].cap;
        }
    }

    function _openings(Program memory p) private pure returns (uint256 sum) {
        for (uint256 k = 0; k < p.accounts; ++k) sum += p.accountOpening(k);
    }

    function _requireDates(OfferingTerms calldata offering, uint256 firstRecordDate) private view {
        bool rise =
            offering.opens < offering.closes &&
                block.timestamp < offering.closes &&
                offering.closes < offering.settleBy &&
                offering.settleBy < firstRecordDate;
        // Safe cast: days of two bytes and seconds of three.
        require(
            rise,
            IDealFactory.OfferingDatesDoNotFit(
                offering.opens,
                offering.closes,
                offering.settleBy,
                uint40(firstRecordDate)
            )
        );
    }

    function _requireWithin(uint256 value, uint256 lowest, uint256 highest) private pure {
        require(value >= lowest && value <= highest, IDealFactory.TermOutOfRange(value, lowest, highest));
    }
}
