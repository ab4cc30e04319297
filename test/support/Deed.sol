// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title Deed: puts the bytes of a waterfall program together, section by section, for tests
library Deed {
    struct Header {
        uint8 classes;
        uint8 fees;
        uint8 buckets;
        uint8 accounts;
        uint8 memories;
        uint8 tables;
        uint8 checks;
        uint16 firstDate;
        uint16 ledgerMask;
        uint24 recordTime;
        bytes inputs;
        bytes cashOrder;
        /// Faces, class openings, fee openings, account openings, memory openings.
        uint256[] amounts;
        uint256[] constants;
        /// Payment day in the upper half, record day in the lower.
        uint32[] dates;
        bytes tail;
        bytes steps;
    }

    function bytesOf(Header memory h) internal pure returns (bytes memory) {
        bytes memory front = bytes.concat(_header(h), h.inputs, h.cashOrder, _amounts(h));
        return bytes.concat(front, _dates(h), h.tail, h.steps);
    }

    function _header(Header memory h) private pure returns (bytes memory) {
        return
            bytes.concat(
                abi.encodePacked("SLW1", uint8(6), h.classes, h.fees, h.buckets, h.accounts),
                abi.encodePacked(uint8(h.inputs.length), uint8(h.cashOrder.length), h.memories, h.tables, h.checks),
                abi.encodePacked(uint16(h.constants.length), uint16(h.steps.length / 16), uint16(h.dates.length)),
                abi.encodePacked(h.firstDate, uint16(0), h.ledgerMask, h.recordTime, _width(h))
            );
    }

    /// @dev The least that holds every amount.
    function _width(Header memory h) private pure returns (uint8 width) {
        uint256 all = 1;
        for (uint256 i = 0; i < h.amounts.length; ++i) all |= h.amounts[i];
        for (uint256 i = 0; i < h.constants.length; ++i) all |= h.constants[i];
        while (all != 0) (all, width) = (all >> 8, width + 1);
    }

    function _amounts(Header memory h) private pure returns (bytes memory out) {
        uint256 drop = 256 - 8 * uint256(_width(h));
        for (uint256 i = 0; i < h.amounts.length + h.constants.length; ++i) {
            uint256 amount = i < h.amounts.length ? h.amounts[i] : h.constants[i - h.amounts.length];
            bytes memory word = abi.encodePacked(amount << drop);
            uint8 width = _width(h);
            assembly ("memory-safe") {
                mstore(word, width)
            }
            out = bytes.concat(out, word);
        }
    }

    function _dates(Header memory h) private pure returns (bytes memory out) {
        for (uint256 i = 0; i < h.dates.length; ++i) out = abi.encodePacked(out, h.dates[i]);
    }

    /// @dev A step of the operands it names; the rest is none.
    function step(
        uint8 op,
        uint8 mode,
        uint16 gate,
        uint16 mask,
        uint16[5] memory dabce
    ) internal pure returns (bytes memory) {
        return
            bytes.concat(
                abi.encodePacked(op, mode, gate, mask, dabce[0]),
                abi.encodePacked(dabce[1], dabce[2], dabce[3], dabce[4])
            );
    }
}
