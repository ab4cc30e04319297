// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";

import { DistributionTerms } from "../../contracts/deal/types/DealTerms.sol";
import { ClassPayment } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { Entitlement, IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingAgent } from "../../contracts/distribution/PayingAgent.sol";
import { PayingTable } from "../../contracts/distribution/types/PayingTable.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TroubledAsset } from "../mocks/TroubledAsset.sol";
import { Holders } from "./Holders.sol";

/// @title PayingCase: a paying agent of two classes; the test itself is factory, deal and waterfall
/// @dev Class 0 is `token`, of which alice has 600, bob 300 and carol 100; class 1 is `junior`, all of it bob's. The
/// asset counts a hundred times as finely as the deal.
abstract contract PayingCase is Holders {
    uint256 internal constant SCALE = 100;
    uint32 internal constant DELAY = 2 days;

    TroubledAsset internal asset;
    SecurityToken internal junior;
    PayingAgent internal implementation;
    PayingAgent internal agent;
    address internal taxAccount = address(0x7a4);
    uint32 internal lastDeclared;
    uint40 internal lastListed;

    function setUp() public virtual override {
        super.setUp();
        asset = new TroubledAsset(8);
        junior = deployToken("B");
        implementation = new PayingAgent(address(this));
        agent = createAgent(0);
        token.addAgent(address(agent));
        junior.addAgent(address(agent));
        token.mint(alice, 600);
        token.mint(bob, 300);
        token.mint(carol, 100);
        junior.mint(bob, 50);
    }

    function tableWith(uint32 ceiling) internal view returns (PayingTable memory t) {
        t.waterfall = address(this);
        (t.asset, t.scale) = (address(asset), uint96(SCALE));
        t.terms = DistributionTerms(ceiling, taxAccount, DELAY);
        t.tokens = new address[](2);
        (t.tokens[0], t.tokens[1]) = (address(token), address(junior));
    }

    function createAgent(uint32 ceiling) internal returns (PayingAgent created) {
        created = cloneWith(tableWith(ceiling));
        created.initialize(address(this));
    }

    function cloneWith(PayingTable memory t) internal returns (PayingAgent) {
        return PayingAgent(Clones.cloneWithImmutableArgs(address(implementation), abi.encode(t)));
    }

    // The waterfall

    /// @dev Lists a record date and lets it come.
    function pass() internal returns (uint40 recordDate) {
        recordDate = uint40(block.timestamp + 2 days);
        dates.list(recordDate, lastListed);
        lastListed = recordDate;
        vm.warp(recordDate + 1 days);
    }

    function pay(ClassPayment[] memory payments, uint40 recordDate) internal returns (uint32 date) {
        uint256 sum;
        for (uint256 k = 0; k < payments.length; ++k) {
            sum += uint256(payments[k].interest) + payments[k].principal + payments[k].residual;
        }
        asset.mint(address(agent), sum * SCALE);
        date = ++lastDeclared;
        agent.declare(date, recordDate, payments);
    }

    /// @dev To class 0 alone, at a record date of its own.
    function paySenior(uint128 interest, uint128 principal) internal returns (uint32 date) {
        return pay(both(ClassPayment(interest, principal, 0), ClassPayment(0, 0, 0)), pass());
    }

    /// @dev Interest alone.
    function senior(uint128 interest) internal pure returns (ClassPayment memory) {
        return ClassPayment(interest, 0, 0);
    }

    function both(
        ClassPayment memory first,
        ClassPayment memory other
    ) internal pure returns (ClassPayment[] memory payments) {
        payments = new ClassPayment[](2);
        (payments[0], payments[1]) = (first, other);
    }

    // Holders

    function collectAs(address holder) internal returns (uint256 net) {
        vm.prank(holder);
        return agent.collect(0);
    }

    function recover(address lost, address replacement) internal {
        token.recoveryAddress(lost, replacement, identityFor(lost));
    }

    /// @dev In the deal's units, of class 0, in the one asset there is.
    function owed(address holder) internal view returns (Entitlement memory gross) {
        (, Entitlement[] memory amounts, ) = agent.owedTo(holder, 0);
        if (amounts.length != 0) gross = amounts[0];
    }

    function cashOf(address account) internal view returns (uint256) {
        return asset.balanceOf(account) / SCALE;
    }

    function expectNothingToCollect(address holder) internal {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.NothingToCollect.selector, holder, 0));
    }

    function expectHolderFrozen(address holder) internal {
        vm.expectRevert(abi.encodeWithSelector(IPayingAgent.HolderFrozen.selector, holder));
    }
}
