// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title PaymentWord: what a class is paid on one date, in one word
/// @notice `interest:72 | principal:72 | residual:72 | record date:40`, from the lowest bit up. Amounts are units of
/// the deal's money: 72 bits hold 4.7 × 10^21 of them. A word of 0 is a date on which the class is paid nothing.
type PaymentWord is uint256;

using { isWide, interestOf, principalOf, residualOf, recordDateOf } for PaymentWord global;

uint256 constant NARROW_BITS = 72;
uint256 constant NARROW_MASK = (1 << NARROW_BITS) - 1;
uint256 constant RECORD_DATE_SHIFT = 3 * NARROW_BITS;

/// @dev The amounts did not fit and lie elsewhere. No record date is that late: the year is 36812.
PaymentWord constant WIDE = PaymentWord.wrap(uint256(type(uint40).max) << RECORD_DATE_SHIFT);

/// @dev The amounts fit 72 bits each, the caller has looked.
function paymentWord(
    uint256 interest,
    uint256 principal,
    uint256 residual,
    uint40 recordDate
) pure returns (PaymentWord) {
    return
        PaymentWord.wrap(
            interest |
                (principal << NARROW_BITS) |
                (residual << (2 * NARROW_BITS)) |
                (uint256(recordDate) << RECORD_DATE_SHIFT)
        );
}

function fitsNarrow(uint256 interest, uint256 principal, uint256 residual) pure returns (bool) {
    return (interest | principal | residual) <= NARROW_MASK;
}

function isWide(PaymentWord self) pure returns (bool) {
    return PaymentWord.unwrap(self) == PaymentWord.unwrap(WIDE);
}

function interestOf(PaymentWord self) pure returns (uint256) {
    return (PaymentWord.unwrap(self) & NARROW_MASK);
}

function principalOf(PaymentWord self) pure returns (uint256) {
    return ((PaymentWord.unwrap(self) >> NARROW_BITS) & NARROW_MASK);
}

function residualOf(PaymentWord self) pure returns (uint256) {
    return ((PaymentWord.unwrap(self) >> (2 * NARROW_BITS)) & NARROW_MASK);
}

function recordDateOf(PaymentWord self) pure returns (uint256) {
    return PaymentWord.unwrap(self) >> RECORD_DATE_SHIFT;
}
