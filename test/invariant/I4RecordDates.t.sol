// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TestBase } from "../support/Cheats.sol";
import { AtTheGate, Gate } from "./Gate.sol";

/// @notice I4: Σ balances at a record date = supply at that record date, whatever happened since.
contract I4RecordDatesInvariant is AtTheGate {
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_I4_TheRegisterOfARecordDateStaysAsItWas() external view {
        gate.checkHistory();
    }

    function _number() internal pure override returns (uint256) {
        return 4;
    }
}

/// @notice That the invariant can fail.
contract I4CanFailTest is TestBase {
    Gate private _gate;
    SecurityToken private _token;
    address private _holder;
    uint256 private _date;

    error NoRecordDateCame();

    function setUp() external {
        _gate = new Gate(4);
        _token = _gate.tokens(0);
        _holder = _gate.part(0);
        for (uint256 i = 0; i < 40 && _gate.recordDatesPassed() == 0; ++i) {
            _gate.listRecordDate(i);
            _gate.passDays(i);
        }
        require(_gate.recordDatesPassed() != 0, NoRecordDateCame());
        _date = _gate.recordDate(0);
    }

    function test_AnotherBalanceThanWasHeldIsNoticed() external {
        _gate.checkHistory();
        uint256 held = _token.balanceOfAt(_holder, _date);
        bytes memory question = abi.encodeCall(_token.balanceOfAt, (_holder, _date));
        vm.mockCall(address(_token), question, abi.encode(held + 1));
        vm.expectRevert(abi.encodeWithSelector(Gate.RegisterDiffers.selector, _holder, _date, held + 1, held));
        _gate.checkHistory();
    }

    function test_AnotherSupplyThanThereWasIsNoticed() external {
        uint256 supply = _token.totalSupplyAt(_date);
        bytes memory question = abi.encodeCall(_token.totalSupplyAt, (_date));
        vm.mockCall(address(_token), question, abi.encode(supply + 1));
        vm.expectRevert(
            abi.encodeWithSelector(Gate.SumOfRegisterDiffers.selector, address(_token), _date, supply, supply + 1)
        );
        _gate.checkHistory();
    }

    /// @dev Today's balance read as the record date's: what a history that forgets would say.
    function test_ABalanceOfTodayInPlaceOfThatDaysIsNoticed() external {
        uint256 held = _token.balanceOf(_holder);
        vm.prank(address(_gate));
        _token.burn(_holder, 1);
        _gate.checkHistory();
        bytes memory question = abi.encodeCall(_token.balanceOfAt, (_holder, _date));
        vm.mockCall(address(_token), question, abi.encode(_token.balanceOf(_holder)));
        vm.expectRevert(abi.encodeWithSelector(Gate.RegisterDiffers.selector, _holder, _date, held - 1, held));
        _gate.checkHistory();
    }
}
