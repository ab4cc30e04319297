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
import { FuzzSelector, TestBase } from "../support/Cheats.sol";

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

/// @title Channel: all that can happen to the cash of a deal, one handler each, and what must hold after any of it
/// @dev Runs the deal of scripts/demo/deals/example.yaml, and is its pool and all of its parties.
contract Channel is TestBase {
    error BooksDiffer(uint256 booked, uint256 waiting, uint256 accounts, uint256 owed);
    error CashDiffers(uint256 cameIn, uint256 wentOut, uint256 booked);
    error NotAllHere(uint256 booked, uint256 balance);
    error PrincipalDiffers(uint256 number, uint256 paid, uint256 outstanding, uint256 writtenOff, uint256 ceiling);
    error DateCanNotBeClosed(uint32 date, bytes reason);
    error OwedCanNotBeCollected(address payee, bytes reason);

    uint256 public constant CLASSES = 3;
    uint256 private constant _FIRST_ACCOUNT = 0x188;
    uint256 private constant _ACCOUNTS = 2;
    uint256 private constant _OPENING_RESERVE = 300_000e6;
    uint40 private constant _LONG_STOP = 60 days;
    uint256 private constant _DATES_AHEAD = 3;

    PlainToken public asset;
    Waterfall public waterfall;
    PaidOver public paidOver;
    PartyBook private _parties;
    address[] private _payees;
    uint256 private _inputs;
    uint256 private _cameIn;
    bool private _inFallback;
    uint256 public datesRun;
    uint256 public fallbacksRun;

    constructor() {
        bytes memory program = vm.parseJsonBytes(vm.readFile("test/vectors/deals/example.json"), ".bytes");
        // 2026-04-20, when the deal begins to accrue.
        vm.warp(1_776_643_200);
        asset = new PlainToken();
        paidOver = new PaidOver();
        _parties = new PartyBook();
        _parties.name(Party.Trustee, address(this));
        for (uint160 i = 1; i <= 4; ++i) _payees.push(address(0x7000 + i));
        WaterfallTerms memory terms = WaterfallTerms({
            parties: _parties,
            pool: address(this),
            payingAgent: paidOver,
            asset: IERC20(address(asset)),
            seller: _payees[3],
            feePayees: new address[](3),
            longStop: _LONG_STOP,
            offered: false,
            breaches: 0
        });
        for (uint256 i = 0; i < 3; ++i) terms.feePayees[i] = _payees[i];
        waterfall = Waterfall(new WaterfallFactory(IDisclosures(address(0))).create(program, terms, bytes32(0)));
        _inputs = waterfall.inputCodes().length;
        asset.mint(address(waterfall), _OPENING_RESERVE);
        _cameIn = _OPENING_RESERVE;
    }

    // What can happen

    function fund(uint256 luck) external {
        uint256 amount = luck % 9_000_000e6;
        asset.mint(address(waterfall), amount);
        waterfall.deposit(amount);
        _cameIn += amount;
    }

    function passTime(uint256 luck) external {
        vm.warp(block.timestamp + (luck % 40 days));
    }

    /// @dev Figures that could be, or none at all, or anything.
    function runDate(uint256 luck) external {
        uint32 date = waterfall.nextDate();
        (uint40 opens, ) = waterfall.datesOf(date);
        if (block.timestamp < opens) vm.warp(opens);
        uint256[] memory inputs = new uint256[](_inputs);
        for (uint256 i = 0; i < _inputs; ++i) {
            uint256 figure = uint256(keccak256(abi.encode(luck, i)));
            inputs[i] =
                luck % 4 == 0
                    ? 0
                    : luck % 4 == 1
                        ? figure >> (figure % 256)
                        : figure % 20_000_000e6;
        }
        waterfall.run(date, inputs);
        ++datesRun;
    }

    function withdraw(uint256 luck) external {
        address payee = _payees[luck % _payees.length];
        if (waterfall.owedTo(payee) != 0) waterfall.withdraw(payee);
    }

    function accelerate(uint256 luck) external {
        if (luck % 16 == 0) waterfall.accelerate();
    }

    function waive(uint256 luck) external {
        waterfall.waive(waterfall.nextDate() + uint32(luck % 3), 0);
    }

    function callNotes(uint256 luck) external {
        if (luck % 8 == 0) _parties.callNotes(waterfall, waterfall.nextDate());
    }

    /// @dev The trustee and the verifier, one after the other, when the long stop is over.
    function openFallback(uint256 luck) external {
        if (luck % 16 != 0) return;
        (uint40 opens, ) = waterfall.datesOf(waterfall.nextDate());
        vm.warp(opens + _LONG_STOP);
        waterfall.openFallback();
        _parties.name(Party.Trustee, address(0));
        _parties.name(Party.Verifier, address(this));
        waterfall.openFallback();
        _parties.name(Party.Trustee, address(this));
        _parties.name(Party.Verifier, address(0));
        _inFallback = true;
    }

    function runFallback(uint256) external {
        (uint40 opens, ) = waterfall.datesOf(waterfall.nextDate());
        if (block.timestamp < opens) vm.warp(opens);
        waterfall.runFallback();
        ++fallbacksRun;
    }

    function handlers() external pure returns (bytes4[] memory all) {
        all = new bytes4[](9);
        all[0] = this.fund.selector;
        all[1] = this.passTime.selector;
        all[2] = this.runDate.selector;
        all[3] = this.withdraw.selector;
        all[4] = this.accelerate.selector;
        all[5] = this.waive.selector;
        all[6] = this.callNotes.selector;
        all[7] = this.openFallback.selector;
        all[8] = this.runFallback.selector;
    }

    // What must hold

    /// @notice I5. What is on the books is waiting, in accounts or owed; all of it is here; all that came in is there
    /// or went out.
    function checkCash() external view {
        (uint256 waiting, ) = waterfall.cash();
        uint256 owed;
        uint256 collected;
        for (uint256 i = 0; i < _payees.length; ++i) {
            owed += waterfall.owedTo(_payees[i]);
            collected += asset.balanceOf(_payees[i]);
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
        require(asset.balanceOf(address(paidOver)) == declared, CashDiffers(_cameIn, wentOut, booked));
        require(_cameIn == wentOut + booked, CashDiffers(_cameIn, wentOut, booked));
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

    /// @notice I13. With nobody but the pool's empty report and time passing, the next dates close and whatever is owed
    /// can be collected. Leaves everything as it was.
    function checkLiveness() external {
        uint256 before = vm.snapshotState();
        for (uint256 i = 0; i < _DATES_AHEAD && waterfall.nextDate() <= 48; ++i) {
            uint32 date = waterfall.nextDate();
            (uint40 opens, ) = waterfall.datesOf(date);
            if (block.timestamp < opens) vm.warp(opens);
            bytes memory asked =
                _inFallback
                    ? abi.encodeCall(waterfall.runFallback, ())
                    : abi.encodeCall(waterfall.run, (date, new uint256[](_inputs)));
            (bool closed, bytes memory reason) = address(waterfall).call(asked);
            require(closed, DateCanNotBeClosed(date, reason));
        }
        for (uint256 i = 0; i < _payees.length; ++i) {
            if (waterfall.owedTo(_payees[i]) == 0) continue;
            (bool sent, bytes memory reason) = address(waterfall).call(
                abi.encodeCall(waterfall.withdraw, (_payees[i]))
            );
            require(sent, OwedCanNotBeCollected(_payees[i], reason));
        }
        require(vm.revertToState(before), DateCanNotBeClosed(0, ""));
    }
}

/// @notice A campaign of random calls on the channel's handlers, and one channel for a test to lead where it wants.
abstract contract InTheChannel is TestBase {
    Channel internal channel;

    function setUp() public virtual {
        channel = new Channel();
        targetContract(address(channel));
        targetSelector(FuzzSelector({ addr: address(channel), selectors: channel.handlers() }));
    }
}
