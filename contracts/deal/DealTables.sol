// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20Metadata } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

import { PayingTable } from "../distribution/types/PayingTable.sol";
import { OfferedClass, OfferingTable } from "../offering/types/OfferedClass.sol";
import { ProceedsTable } from "../oversight/types/ProceedsTable.sol";
import { Program } from "../waterfall/Program.sol";
import { DealClass, DealContracts } from "./interfaces/IDeal.sol";
import { ClassTerms, DealTerms } from "./types/DealTerms.sol";
import { DealTable, packTable } from "./types/DealTable.sol";

/// @title DealTables: what the contracts of a deal carry in their code
library DealTables {
    /// @notice Units of the settlement asset to one unit of the deal's money; the waterfall refuses a coarser asset.
    function scaleOf(DealTerms calldata terms) internal view returns (uint96) {
        uint256 decimals = IERC20Metadata(terms.asset).decimals();
        if (decimals <= terms.decimals || decimals - terms.decimals > 28) return 1;
        // Safe cast: at most 10^28.
        return uint96(10 ** (decimals - terms.decimals));
    }

    function payingAgent(
        DealTerms calldata terms,
        uint96 scale,
        DealContracts memory made
    ) internal pure returns (bytes memory) {
        return
            abi.encode(
                PayingTable({
                    waterfall: made.waterfall,
                    asset: terms.asset,
                    scale: scale,
                    terms: terms.distribution,
                    tokens: made.tokens
                })
            );
    }

    function offering(
        DealTerms calldata terms,
        uint96 scale,
        DealContracts memory made
    ) internal pure returns (bytes memory) {
        OfferedClass[] memory classes = new OfferedClass[](terms.classes.length);
        for (uint256 k = 0; k < classes.length; ++k) {
            ClassTerms calldata c = terms.classes[k];
            classes[k] = OfferedClass({
                token: made.tokens[k],
                face: c.face,
                price: c.price,
                minimum: c.minimum,
                denomination: c.denomination,
                lot: c.lot,
                inKind: _isRetained(c) ? c.face : 0
            });
        }
        return abi.encode(OfferingTable(terms.offering, terms.asset, terms.currency, scale, classes));
    }

    function proceeds(
        DealTerms calldata terms,
        uint96 scale,
        DealContracts memory made
    ) internal pure returns (bytes memory) {
        return
            abi.encode(
                ProceedsTable({
                    asset: terms.asset,
                    scale: scale,
                    currency: terms.currency,
                    waterfall: made.waterfall,
                    pool: made.pool,
                    offering: made.offering,
                    inKindPurpose: terms.inKindPurpose,
                    purposes: terms.purposes
                })
            );
    }

    function deal(
        bytes32 filing,
        bytes32 termsHash,
        DealTerms calldata terms,
        Program memory p,
        DealContracts memory made
    ) internal pure returns (bytes memory) {
        DealTable memory t;
        (t.termsHash, t.filing, t.document) = (termsHash, filing, terms.document);
        t.parties = terms.parties;
        (t.pool, t.waterfall, t.payingAgent) = (made.pool, made.waterfall, made.payingAgent);
        (t.offering, t.proceeds, t.currency) = (made.offering, made.proceeds, terms.currency);
        (t.changeDelay, t.recordNotice) = (terms.changeDelay, terms.recordNotice);
        (t.redemption, t.disclosures) = (terms.redemption, terms.disclosures);
        // Safe cast: three bytes of the header.
        t.recordTime = uint24(p.recordTime);
        t.recordDays = _recordDays(p);
        t.classes = new DealClass[](made.tokens.length);
        for (uint256 k = 0; k < made.tokens.length; ++k) {
            ClassTerms calldata c = terms.classes[k];
            t.classes[k] = DealClass({
                token: made.tokens[k],
                retainer: c.retainer,
                retainedUnits: _isRetained(c) ? c.face : 0,
                retainedFloor: c.retainedFloor,
                retainedUntil: c.retainedUntil
            });
        }
        return packTable(t);
    }

    function _isRetained(ClassTerms calldata c) private pure returns (bool) {
        return c.retainer != address(0);
    }

    function _recordDays(Program memory p) private pure returns (bytes memory packed) {
        packed = new bytes(2 * p.dates);
        for (uint256 n = 0; n < p.dates; ++n) {
            uint256 day = p.recordDay(n + 1);
            // Safe casts: the two bytes of a day.
            packed[2 * n] = bytes1(uint8(day >> 8));
            packed[2 * n + 1] = bytes1(uint8(day));
        }
    }
}
