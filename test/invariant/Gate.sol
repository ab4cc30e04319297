// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { FuzzSelector, TestBase } from "../support/Cheats.sol";
import { Questions } from "./Questions.sol";
import { Watch } from "./Watch.sol";

/// @title Gate: everything that can happen at the gate, one handler each, and what must hold after any of it
contract Gate is Questions {
    error SumOfBalancesDiffers(address token, uint256 sum, uint256 supply);
    error SupplyAboveMaximum(address token, uint256 supply, uint256 maximum);
    error MoreHeldBackThanHeld(address wallet, uint256 balance, uint256 frozen, uint256 liens);
    error SumOfLiensDiffers(address wallet, uint256 sum, uint256 liens);
    error LostWalletHolds(address wallet, uint256 balance);
    error RegisterDiffers(address wallet, uint256 date, uint256 recorded, uint256 wasHeld);
    error SumOfRegisterDiffers(address token, uint256 date, uint256 sum, uint256 supply);
    error SupplyThenDiffers(address token, uint256 date, uint256 recorded, uint256 supply);

    /// @param luck another number, another course of things
    constructor(uint256 luck) Watch(luck) {
        _open();
    }

    /// @notice I1, the sums.
    function checkUnits() external view {
        for (uint256 i = 0; i < 2; ++i) {
            SecurityToken of_ = tokens[i];
            uint256 sum;
            for (uint256 j = 0; j < wallets.length; ++j) sum += _checkHolding(of_, wallets[j]);
            uint256 supply = of_.totalSupply();
            require(sum == supply, SumOfBalancesDiffers(address(of_), sum, supply));
            require(supply <= MAXIMUM, SupplyAboveMaximum(address(of_), supply, MAXIMUM));
        }
    }

    /// @notice I4. The token's history against the register that was written down as each record date came.
    function checkHistory() external view {
        for (uint256 i = 0; i < 2; ++i) {
            for (uint256 j = 0; j < _passed; ++j) _checkRecordDate(tokens[i], _dates[j]);
        }
    }

    function recordDatesPassed() external view returns (uint256) {
        return _passed;
    }

    function recordDate(uint256 number) external view returns (uint256) {
        return _dates[number];
    }

    function part(uint256 number) external view returns (address) {
        return parts[number];
    }

    /// @notice The handlers, of one argument each.
    function handlers() external pure returns (bytes4[] memory all) {
        bytes4[35] memory list = [
            this.transfer.selector,
            this.transferFrom.selector,
            this.batchTransfer.selector,
            this.placeLien.selector,
            this.releaseLien.selector,
            this.enforceLien.selector,
            this.mint.selector,
            this.burn.selector,
            this.forcedTransfer.selector,
            this.forcedTransferOfLien.selector,
            this.freeze.selector,
            this.unfreeze.selector,
            this.setFrozen.selector,
            this.freezeWallet.selector,
            this.pause.selector,
            this.recover.selector,
            this.recoverAgain.selector,
            this.renew.selector,
            this.attest.selector,
            this.revoke.selector,
            this.changeIssuers.selector,
            this.changeTopics.selector,
            this.deny.selector,
            this.deleteIdentity.selector,
            this.updateRecord.selector,
            this.linkWallet.selector,
            this.joinTwins.selector,
            this.turnRuleOn.selector,
            this.turnRuleOff.selector,
            this.recount.selector,
            this.setVenue.selector,
            this.replaceCompliance.selector,
            this.replaceRegistry.selector,
            this.closeMint.selector,
            this.nameRogue.selector
        ];
        bytes4[10] memory more = [
            this.setLienKeeper.selector,
            this.replaceRecordDates.selector,
            this.passSeconds.selector,
            this.passDays.selector,
            this.passWeeks.selector,
            this.passToRecordDate.selector,
            this.listRecordDate.selector,
            this.sync.selector,
            this.askAboutTransfer.selector,
            this.waitForRefusals.selector
        ];
        all = new bytes4[](list.length + more.length + 1);
        for (uint256 i = 0; i < list.length; ++i) all[i] = list[i];
        for (uint256 i = 0; i < more.length; ++i) all[list.length + i] = more[i];
        all[all.length - 1] = this.redeemAnyone.selector;
    }

    function _checkHolding(SecurityToken of_, address wallet) private view returns (uint256 balance) {
        balance = of_.balanceOf(wallet);
        (uint256 frozen, uint256 liens) = (of_.getFrozenTokens(wallet), of_.liensOf(wallet));
        require(frozen + liens <= balance, MoreHeldBackThanHeld(wallet, balance, frozen, liens));
        uint256 kept = of_.lienOf(wallet, keepers[0]) + of_.lienOf(wallet, keepers[1]);
        require(kept == liens, SumOfLiensDiffers(wallet, kept, liens));
        require(of_.successorOf(wallet) == address(0) || balance == 0, LostWalletHolds(wallet, balance));
    }

    function _checkRecordDate(SecurityToken of_, uint256 date) private view {
        uint256 sum;
        for (uint256 i = 0; i < wallets.length; ++i) {
            uint256 recorded = of_.balanceOfAt(wallets[i], date);
            uint256 wasHeld = _register[address(of_)][date][wallets[i]];
            require(recorded == wasHeld, RegisterDiffers(wallets[i], date, recorded, wasHeld));
            sum += recorded;
        }
        uint256 supply = of_.totalSupplyAt(date);
        require(sum == supply, SumOfRegisterDiffers(address(of_), date, sum, supply));
        uint256 then_ = _supplyThen[address(of_)][date];
        require(supply == then_, SupplyThenDiffers(address(of_), date, supply, then_));
    }
}

/// @title AtTheGate: a campaign of random calls on the gate's handlers
abstract contract AtTheGate is TestBase {
    Gate internal gate;

    function setUp() external {
        gate = new Gate(_number());
        targetContract(address(gate));
        targetSelector(FuzzSelector(address(gate), gate.handlers()));
    }

    /// @dev The invariant's.
    function _number() internal pure virtual returns (uint256);
}
