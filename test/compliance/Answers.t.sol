// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Refusal } from "../../contracts/compliance/interfaces/IRuleSettings.sol";
import { Rule } from "../../contracts/compliance/rules/Rulebook.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { VenueList } from "../../contracts/venue/VenueList.sol";
import { RuleCase } from "../support/RuleCase.sol";

/// @dev I3: whatever rules are on, however set, whatever state token and investors are in: `explainTransfer`
/// is empty exactly when `canTransfer` is true and exactly when the transfer succeeds; refusals are among the reasons.
contract AnswersTest is RuleCase {
    address[4] private wallets = [walletAt(1), walletAt(2), walletAt(3), walletAt(4)];
    VenueList private venues;

    function setUp() public override {
        super.setUp();
        linkTo(seller, walletAt(4));
        token.mint(buyer, 50e6);
        venues = new VenueList(address(this));
        venues.setVenue(other, true);
        dates.list(uint40(START + 8 days), 0);
        dates.list(uint40(START + 12 days), uint40(START + 8 days));
    }

    function testFuzz_AllThreeAnswersAgree(
        uint256 rules,
        uint256 settings,
        uint256 states,
        uint256[6] memory moves
    ) public {
        // Three draws, so that few rules are on at a time and transfers pass often enough.
        rules &= (rules >> 64) & (rules >> 128);
        _setRules(rules, settings);
        _setMoreRules(rules, settings);
        _setStates(states & (states >> 64));
        for (uint256 i = 0; i < moves.length; ++i) {
            address from = wallets[moves[i] % 4];
            address to = wallets[(moves[i] >> 8) % 4];
            uint256 amount = ((moves[i] >> 16) % 14) * 10e6;
            if ((moves[i] >> 32) % 8 == 0) amount = token.balanceOf(from);
            if ((moves[i] >> 40) % 8 == 0) amount += 1;
            later((moves[i] >> 48) % 3 days);
            _assertAgree(from, to, amount);
        }
    }

    function _assertAgree(address from, address to, uint256 amount) private {
        Refusal[] memory refusals = explain(from, to, amount);
        bool allowed = token.canTransfer(from, to, amount);
        vm.prank(from);
        (bool done, bytes memory answer) = address(token).call(abi.encodeCall(token.transfer, (to, amount)));
        vm.assertTrue(allowed == done, "canTransfer is true exactly when the transfer succeeds");
        vm.assertTrue((refusals.length == 0) == done, "nothing is explained exactly then");
        if (done) return;
        // The token says who is not eligible, the registry why.
        bool told = bytes4(answer) == ISecurityToken.HolderNotEligible.selector;
        for (uint256 i = 0; i < refusals.length; ++i) {
            if (keccak256(refusals[i].reason) == keccak256(answer)) told = true;
            vm.assertTrue(refusals[i].ends > block.timestamp, "what has ended is not told");
        }
        vm.assertTrue(told, "the refusal is one of the reasons");
    }

    function _has(uint256 rules, Rule rule) private pure returns (bool) {
        return (rules >> uint256(rule)) & 1 == 1;
    }

    function _setRules(uint256 rules, uint256 settings) private {
        address t = address(token);
        uint96 amount = uint96(((settings >> 8) % 20) * 10e6);
        if (_has(rules, Rule.LotSize)) compliance.setLotSize(t, uint96(1 + (settings % 2) * 20e6));
        if (_has(rules, Rule.InvestorClass)) compliance.setInvestorClasses(t, uint8(bound(settings, 1, 31)));
        if (_has(rules, Rule.UsPersons)) compliance.setUsPersons(t);
        if (_has(rules, Rule.MaximumPerIdentity)) compliance.setMaximumPerIdentity(t, amount);
        if (_has(rules, Rule.CountryAllow)) compliance.setAllowedCountries(t, _country(settings), true);
        if (_has(rules, Rule.CountryDeny)) compliance.setDeniedCountries(t, _country(settings), true);
        if (_has(rules, Rule.VolumeWindow)) compliance.setVolumeWindow(t, amount, 1 days);
        if (_has(rules, Rule.MinimumHolding)) compliance.setMinimumHolding(t, amount);
        if (_has(rules, Rule.HolderLimit)) compliance.setHolderLimit(t, uint32(settings % 4));
        if (_has(rules, Rule.SupplyLimit)) compliance.setSupplyLimit(t, amount);
    }

    function _setMoreRules(uint256 rules, uint256 settings) private {
        address t = address(token);
        uint40 opens = uint40(START + ((settings >> 16) % 5 days));
        if (_has(rules, Rule.LockUp)) compliance.setLockUp(t, uint32((settings >> 24) % 4 days));
        if (_has(rules, Rule.TransferWindow)) compliance.setTransferWindow(t, opens, opens + 6 days);
        if (_has(rules, Rule.RecordDateBlackout)) compliance.setRecordDateBlackout(t, 1 days, 1 days);
        if (_has(rules, Rule.Counterparties)) compliance.setCounterparties(t, _wallet(settings), true);
        if (_has(rules, Rule.PreApproval)) compliance.setPreApproval(t);
        if (_has(rules, Rule.PreApproval)) compliance.approveTransfer(t, seller, buyer, 10e6, 1);
        if (_has(rules, Rule.VenueOnly)) compliance.setVenueOnly(t, address(venues));
        if (_has(rules, Rule.RiskRetention)) compliance.setRiskRetention(t, identityFor(seller), uint96(HELD), opens);
        if (_has(rules, Rule.DenyList)) compliance.setDenyList(t, _wallet(settings >> 32), true);
    }

    function _country(uint256 seed) private pure returns (uint16[] memory countries) {
        countries = new uint16[](1);
        countries[0] = seed % 2 == 0 ? HONG_KONG : 702;
    }

    function _wallet(uint256 seed) private view returns (address[] memory accounts) {
        accounts = new address[](1);
        accounts[0] = wallets[seed % 4];
    }

    function _setStates(uint256 states) private {
        if (states & 2048 != 0) token.recoveryAddress(walletAt(4), seller, identityFor(seller));
        if (states & 1 != 0) registry.updateCountry(buyer, 156);
        if (states & 2 != 0) registry.updateCountry(other, 702);
        if (states & 4 != 0) registry.updateProfile(buyer, 1, true, false);
        if (states & 8 != 0) token.freezePartialTokens(seller, HELD - 30e6);
        if (states & 16 != 0) token.setAddressFrozen(wallets[(states >> 8) % 4], true);
        if (states & 32 != 0) registry.denyWallets(_wallet(states >> 10), true);
        if (states & 64 != 0) registry.deleteIdentity(wallets[(states >> 12) % 4]);
        if (states & 0x380 == 0x380) token.pause();
        if (states & 1024 != 0) compliance.recount(address(token), _wallet(states >> 14));
    }
}
