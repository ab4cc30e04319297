// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

import { IInvestorRecords } from "../../identity/interfaces/IInvestorRecords.sol";
import { Investor, MORE_WALLETS } from "../../identity/types/Investor.sol";
import { IERC3643 } from "../../token/interfaces/IERC3643.sol";
import { Movement } from "../interfaces/IMovementGate.sol";

/// @title InvestorHoldings: what the wallets of one identity hold together
/// @dev No book is kept: only an identity whose record says so has more wallets, and they are at most eight.
library InvestorHoldings {
    /// @dev The identity, or the wallet itself where the registry knows none.
    function investorOf(address wallet, Investor record) internal pure returns (address) {
        address identity = record.identityOf();
        return identity == address(0) ? wallet : identity;
    }

    /// @dev The sender's identity, or its wallet.
    function senderOf(Movement calldata m) internal pure returns (address) {
        address identity = m.fromRecord.identityOf();
        return identity == address(0) ? m.from : identity;
    }

    /// @dev A movement between two wallets of one identity changes nothing for the identity. A wallet has one record,
    /// so the
    /// addresses say something only where no identity is known.
    function isWithinIdentity(Movement calldata m) internal pure returns (bool) {
        if (!m.fromRecord.sharesIdentity(m.toRecord)) return false;
        return m.fromRecord.identityOf() != address(0) || m.from == m.to;
    }

    /// @dev Whether units go from one investor to another.
    function changesHands(Movement calldata m) internal pure returns (bool) {
        if (m.amount == 0) return false;
        return !isWithinIdentity(m);
    }

    /// @dev The sender's identity before the movement; where more is asked than the wallet holds, as if it held just
    /// enough: that it does not is the token's to say.
    function ofSender(address token, Movement calldata m) internal view returns (uint256) {
        uint256 held = Math.max(m.fromBalance, m.amount);
        if (!m.fromRecord.hasMark(MORE_WALLETS)) return held;
        return held + _others(token, m.from, m.fromRecord);
    }

    /// @dev The receiver's identity before the movement.
    function ofReceiver(address token, Movement calldata m) internal view returns (uint256) {
        if (!m.toRecord.hasMark(MORE_WALLETS)) return m.toBalance;
        return m.toBalance + _others(token, m.to, m.toRecord);
    }

    /// @dev All other wallets of the identity. Neither side of the movement is among them (it is between two
    /// identities), so it
    /// does not matter whether the token has moved its balances already.
    function _others(address token, address wallet, Investor record) private view returns (uint256 sum) {
        address registry = IERC3643(token).identityRegistry();
        address[] memory wallets = IInvestorRecords(registry).walletsOf(record.identityOf());
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (wallets[i] != wallet) sum += IERC20(token).balanceOf(wallets[i]);
        }
    }
}
