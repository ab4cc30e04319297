// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { Entitlement } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @notice Shares against brute force: a book of what everybody held when each record date came.
contract SharesTest is PayingCase {
    uint256 private constant WALLETS = 6;
    uint256 private constant DATES = 5;

    /// @dev What each wallet ought to be paid in all, in the deal's units.
    uint256[WALLETS] private _expected;
    uint256[WALLETS] private _paid;
    address[WALLETS] private _wallets;
    uint256 private _seed;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < WALLETS; ++i) {
            _wallets[i] = walletAt(100 + i);
            admit(_wallets[i]);
            token.mint(_wallets[i], (i + 1) * 7_919);
        }
    }

    /// @dev Amounts up to 2^100, transfers between and after record dates, collections in between, in any order.
    function testFuzz_EveryoneGetsExactlyTheFlooredShareOfEachDate(uint256 seed) public {
        _seed = seed;
        uint256 declared;
        for (uint256 d = 0; d < DATES; ++d) {
            _trade();
            uint40 recordDate = pass();
            ClassPayment memory payment = ClassPayment(_amount(), _amount(), _amount());
            _expect(payment);
            _trade();
            pay(both(payment, ClassPayment(0, 0, 0)), recordDate);
            declared += uint256(payment.interest) + payment.principal + payment.residual;
            _collectSome();
        }
        for (uint256 i = 0; i < WALLETS; ++i) _collectFor(i);
        uint256 others = agent.collectFor(alice, 0) + agent.collectFor(bob, 0) + agent.collectFor(carol, 0);
        uint256 sum = others;
        for (uint256 i = 0; i < WALLETS; ++i) {
            vm.assertEq(_paid[i], _expected[i]);
            vm.assertEq(asset.balanceOf(_wallets[i]), _expected[i] * SCALE);
            sum += _paid[i];
        }
        uint256 rest = agent.booked(address(asset));
        vm.assertEq(sum + rest, declared);
        // Three amounts a date, nine holders: less than one unit of each remains.
        vm.assertTrue(rest < 3 * DATES * (WALLETS + 3));
    }

    function _expect(ClassPayment memory payment) private {
        uint256 supply = token.totalSupply();
        for (uint256 i = 0; i < WALLETS; ++i) {
            uint256 units = token.balanceOf(_wallets[i]);
            _expected[i] += (uint256(payment.interest) * units) / supply;
            _expected[i] += (uint256(payment.principal) * units) / supply;
            _expected[i] += (uint256(payment.residual) * units) / supply;
        }
    }

    function _trade() private {
        for (uint256 i = 0; i < 3; ++i) {
            address from = _wallets[_next() % WALLETS];
            uint256 balance = token.balanceOf(from);
            send(from, _wallets[_next() % WALLETS], balance == 0 ? 0 : _next() % (balance + 1));
        }
    }

    function _collectSome() private {
        for (uint256 i = 0; i < 2; ++i) _collectFor(_next() % WALLETS);
    }

    function _collectFor(uint256 i) private {
        Entitlement memory gross = owed(_wallets[i]);
        try agent.collectFor(_wallets[i], 0) returns (uint256 net) {
            vm.assertEq(net, gross.interest + gross.principal + gross.residual);
            _paid[i] += net;
        } catch {
            vm.assertEq(gross.interest + gross.principal + gross.residual, 0);
        }
    }

    /// @dev Any size from nothing to 2^100.
    function _amount() private returns (uint128) {
        // Safe cast: at most 100 bits.
        return uint128((_next() % 2 ** 100) >> (_next() % 101));
    }

    function _next() private returns (uint256) {
        return _seed = uint256(keccak256(abi.encode(_seed)));
    }
}
