// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { Party } from "../../contracts/deal/interfaces/IParties.sol";
import { ClassPayment, IDeclarations } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { IDisclosures } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { WaterfallTerms } from "../../contracts/waterfall/interfaces/IWaterfall.sol";
import { CEILING, WRITTEN_OFF, classCell } from "../../contracts/waterfall/types/Cells.sol";
import { Waterfall } from "../../contracts/waterfall/Waterfall.sol";
import { WaterfallFactory } from "../../contracts/waterfall/WaterfallFactory.sol";
import { PartyBook } from "../mocks/PartyBook.sol";
import { PlainToken } from "../mocks/PlainToken.sol";
import { TestBase } from "../support/Cheats.sol";

/// @title PaidOver: what a waterfall paid over to the classes, summed up
contract PaidOver is IDeclarations {
    uint256[3] public principal;
    uint256 public all;

    function declare(uint32, uint40, ClassPayment[] calldata payments) external {
        for (uint256 k = 0; k < principal.length; ++k) {
            principal[k] += payments[k].principal;
            all += uint256(payments[k].interest) + payments[k].principal + payments[k].residual;
        }
    }
}

/// @title DealCash: the deal of scripts/demo/deals/example.yaml with its real waterfall, and what must hold of its cash
abstract contract DealCash is TestBase {
    error BooksDiffer(uint256 booked, uint256 waiting, uint256 accounts, uint256 owed);
    error CashDiffers(uint256 cameIn, uint256 wentOut, uint256 booked);
    error NotAllHere(uint256 booked, uint256 balance);
    error PrincipalDiffers(uint256 number, uint256 paid, uint256 outstanding, uint256 writtenOff, uint256 ceiling);
    error DateCanNotBeClosed(uint32 date, bytes reason);
    error OwedCanNotBeCollected(address payee, bytes reason);

    uint256 public constant CLASSES = 3;
    uint256 internal constant DATES = 48;
    uint256 private constant _FIRST_ACCOUNT = 0x188;
    uint256 private constant _ACCOUNTS = 2;
    uint256 private constant _OPENING_RESERVE = 300_000e6;
    uint40 internal constant LONG_STOP = 60 days;
    uint256 private constant _DATES_AHEAD = 3;

    PlainToken public asset;
    Waterfall public waterfall;
    PaidOver public paidOver;
    PartyBook internal parties;
    address[] internal payees;
    uint256 internal inputCount;
    uint256 internal cameIn;
    bool internal inFallback;
    uint256 public fallbacksRun;

    constructor() {
        // 2026-04-20, when the deal begins to accrue.
        vm.warp(1_776_643_200);
        asset = new PlainToken();
        paidOver = new PaidOver();
        parties = new PartyBook();
        for (uint160 i = 1; i <= 4; ++i) payees.push(address(0x7000 + i));
    }

    function makeWaterfall(address pool) internal {
        bytes memory program = vm.parseJsonBytes(vm.readFile("test/vectors/deals/example.json"), ".bytes");
        WaterfallTerms memory terms = WaterfallTerms({
            parties: parties,
            pool: pool,
            payingAgent: paidOver,
            asset: IERC20(address(asset)),
            seller: payees[3],
            feePayees: new address[](3),
            longStop: LONG_STOP,
            offered: false,
            breaches: 0
        });
        for (uint256 i = 0; i < 3; ++i) terms.feePayees[i] = payees[i];
        waterfall = Waterfall(new WaterfallFactory(IDisclosures(address(0))).create(program, terms, bytes32(0)));
        inputCount = waterfall.inputCodes().length;
        asset.mint(address(waterfall), _OPENING_RESERVE);
        cameIn = _OPENING_RESERVE;
    }

    // What can happen to it, whoever is its pool

    function passTime(uint256 luck) external {
        vm.warp(block.timestamp + (luck % 40 days));
    }

    function withdraw(uint256 luck) external {
        address payee = payees[luck % payees.length];
        if (waterfall.owedTo(payee) != 0) waterfall.withdraw(payee);
    }

    function accelerate(uint256 luck) external {
        if (luck % 16 != 0) return;
        vm.prank(parties.partyOf(Party.Trustee));
        waterfall.accelerate();
    }

    function waive(uint256 luck) external {
        uint32 date = waterfall.nextDate() + uint32(luck % 3);
        vm.prank(parties.partyOf(Party.Trustee));
        waterfall.waive(date, 0);
    }

    function callNotes(uint256 luck) external {
        if (luck % 8 == 0) parties.callNotes(waterfall, waterfall.nextDate());
    }

    /// @dev The trustee and the verifier, one after the other, when the long stop is over.
    function openFallback(uint256 luck) external {
        if (luck % 16 != 0) return;
        warpTo(waterfall.nextDate(), LONG_STOP);
        vm.prank(parties.partyOf(Party.Trustee));
        waterfall.openFallback();
        vm.prank(parties.partyOf(Party.Verifier));
        waterfall.openFallback();
        inFallback = true;
    }

    function runFallback(uint256) external {
        warpTo(waterfall.nextDate(), 0);
        waterfall.runFallback();
        ++fallbacksRun;
    }

    /// @dev To so long after a date opens, unless it is later.
    function warpTo(uint32 date, uint256 later) internal {
        (uint40 opens, ) = waterfall.datesOf(date);
        if (block.timestamp < opens + later) vm.warp(opens + later);
    }

    // What must hold

    /// @notice I5. What is on the books is waiting, in accounts or owed; all of it is here; all that came in is there
    /// or went out.
    function checkCash() external view {
        (uint256 waiting, ) = waterfall.cash();
        uint256 owed;
        uint256 collected;
        for (uint256 i = 0; i < payees.length; ++i) {
            owed += waterfall.owedTo(payees[i]);
            collected += asset.balanceOf(payees[i]);
        }
        uint256 booked = waterfall.booked();
        uint256 accounts;
        for (uint256 k = 0; k < _ACCOUNTS; ++k) accounts += waterfall.cell(_FIRST_ACCOUNT + k);
        // Before the first date the reserve's opening is here, and not yet on the books.
        if (waterfall.nextDate() == 1) booked += _OPENING_RESERVE;
        require(booked == waiting + accounts + owed, BooksDiffer(booked, waiting, accounts, owed));
        uint256 balance = asset.balanceOf(address(waterfall));
        require(balance == booked, NotAllHere(booked, balance));
        uint256 declared = paidOver.all();
        uint256 wentOut = declared + collected;
        require(asset.balanceOf(address(paidOver)) == declared, CashDiffers(cameIn, wentOut, booked));
        require(cameIn == wentOut + booked, CashDiffers(cameIn, wentOut, booked));
    }

    /// @notice I9. Per class: principal paid + outstanding + written off = original face + capitalised interest.
    function checkPrincipal() external view {
        for (uint256 k = 0; k < CLASSES; ++k) {
            uint256 outstanding = waterfall.outstandingPrincipal(k);
            uint256 writtenOff = waterfall.cell(classCell(k, WRITTEN_OFF));
            uint256 ceiling = waterfall.cell(classCell(k, CEILING));
            uint256 paid = paidOver.principal(k);
            require(
                paid + outstanding + writtenOff == ceiling,
                PrincipalDiffers(k, paid, outstanding, writtenOff, ceiling)
            );
        }
    }

    /// @notice I13. With every party silent and time passing, the next dates close and whatever is owed can be
    /// collected. Leaves everything as it was.
    function checkLiveness() external {
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < _DATES_AHEAD && waterfall.nextDate() <= DATES; ++i) {
            uint32 date = waterfall.nextDate();
            warpTo(date, 0);
            (bool closed, bytes memory reason) = inFallback
                ? address(waterfall).call(abi.encodeCall(waterfall.runFallback, ()))
                : closeAlone(date);
            require(closed, DateCanNotBeClosed(date, reason));
        }
        for (uint256 i = 0; i < payees.length; ++i) {
            if (waterfall.owedTo(payees[i]) == 0) continue;
            (bool sent, bytes memory reason) = address(waterfall).call(abi.encodeCall(waterfall.withdraw, (payees[i])));
            require(sent, OwedCanNotBeCollected(payees[i], reason));
        }
        require(vm.revertToState(before), DateCanNotBeClosed(0, ""));
    }

    /// @dev Closes a date with every party silent.
    function closeAlone(uint32 date) internal virtual returns (bool closed, bytes memory reason);
}
