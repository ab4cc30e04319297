// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ClassPayment } from "../../contracts/distribution/interfaces/IDeclarations.sol";
import { Entitlement, IPayingAgent } from "../../contracts/distribution/interfaces/IPayingAgent.sol";
import { PayingAgent } from "../../contracts/distribution/PayingAgent.sol";
import { TroubledAsset } from "../mocks/TroubledAsset.sol";
import { FuzzSelector, TestBase, Vm } from "../support/Cheats.sol";
import { PayingCase } from "../support/PayingCase.sol";

/// @title Office: all that can happen between a paying agent and its holders, one handler each
/// @dev Factory, deal, waterfall and transfer agent at once. Keeps its own book of who held what when each record date
/// came, and of what each wallet ought to have been paid, and knows nothing of cursors and words.
contract Office is PayingCase {
    error BooksDiffer(address asset, uint256 declared, uint256 left, uint256 booked);
    error NotAllHere(address asset, uint256 booked, uint256 balance);
    error PaidDiffers(address wallet, uint256 expected, uint256 paid);
    error MorePaidThanDeclared(uint32 date, uint256 declared, uint256 paid);
    error RestTooLarge(address asset, uint256 rest);
    error CanNotBeCollected(address wallet, bytes reason);

    uint256 private constant _WALLETS = 6;
    uint256 private constant _MOST_DATES = 60;
    uint32 private constant _CEILING = 100_000_000;

    address[] public wallets;
    TroubledAsset[] private _assets;
    /// @dev Units per wallet when the date came; declared or still to be.
    mapping(uint32 date => mapping(address wallet => uint256 units)) private _held;
    mapping(uint32 date => uint256 units) private _supply;
    mapping(uint32 date => ClassPayment payment) private _payments;
    mapping(uint32 date => uint40 moment) private _moments;
    uint32 private _came;
    mapping(address asset => uint256 amount) private _declared;
    /// @dev By events and answers: gross of collections less tax and attachment, and what was withdrawn.
    mapping(address asset => uint256 amount) private _left;
    mapping(address wallet => uint256 gross) private _paid;
    bool private _closed;
    uint256 public collections;
    uint256 public successions;
    uint256 public recoveries;
    uint256 public refusals;

    constructor() {
        setUp();
        agent = createAgent(_CEILING);
        token.addAgent(address(agent));
        _assets.push(asset);
        wallets = [alice, bob, carol];
        for (uint256 i = 0; i < _WALLETS - 3; ++i) {
            wallets.push(walletAt(200 + i));
            admit(wallets[3 + i]);
        }
        vm.recordLogs();
    }

    // Payments

    function comeDate() external {
        if (_came == _MOST_DATES) return;
        uint32 date = ++_came;
        for (uint256 i = 0; i < wallets.length; ++i) _held[date][wallets[i]] = token.balanceOf(wallets[i]);
        _supply[date] = token.totalSupply();
        _moments[date] = pass();
    }

    function declare(uint256 interest, uint256 principal, uint256 residual, uint256 size) external {
        if (lastDeclared == _came || _closed) return;
        uint32 date = lastDeclared + 1;
        uint256 bits = size % 101;
        // Safe casts: at most 100 bits.
        ClassPayment memory payment = ClassPayment(
            uint128(interest % 2 ** bits),
            uint128(principal % 2 ** bits),
            uint128(residual % 2 ** (bits / 2))
        );
        // What a frozen paying agent can't receive, the waterfall could not have transferred.
        if (asset.isFrozen(address(agent))) payment = ClassPayment(0, 0, 0);
        _payments[date] = payment;
        uint256 sum = uint256(payment.interest) + payment.principal + payment.residual;
        _declared[address(asset)] += sum;
        asset.mint(address(agent), sum * 10 ** (asset.decimals() - 6));
        lastDeclared = date;
        agent.declare(date, _moments[date], both(payment, ClassPayment(0, 0, 0)));
    }

    // Holders

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        address holder = wallets[from % wallets.length];
        uint256 balance = token.balanceOf(holder);
        vm.prank(holder);
        try token.transfer(wallets[to % wallets.length], amount % (balance + 1)) {} catch {}
    }

    function collect(uint256 who) external {
        address holder = wallets[who % wallets.length];
        vm.prank(holder);
        _settle(abi.encodeCall(agent.collect, (0)));
    }

    function collectFor(uint256 who) external {
        _settle(abi.encodeCall(agent.collectFor, (wallets[who % wallets.length], 0)));
    }

    function collectMany(uint256 first, uint256 second) external {
        address[] memory list = new address[](3);
        (list[0], list[1]) = (wallets[first % wallets.length], wallets[second % wallets.length]);
        list[2] = list[0];
        _settle(abi.encodeCall(agent.collectMany, (list, 0)));
    }

    function changePayout(uint256 who, uint256 other) external {
        vm.prank(wallets[who % wallets.length]);
        try agent.setPayoutAddress(wallets[other % wallets.length]) {} catch {}
    }

    // The deal

    function freeze(uint256 who, bool yes) external {
        token.setAddressFrozen(wallets[who % wallets.length], yes);
    }

    function recoverWallet(uint256 who) external {
        address lost = wallets[who % wallets.length];
        if (token.successorOf(lost) != address(0) || wallets.length > 12) return;
        address replacement = walletAt(300 + wallets.length);
        admitFor(replacement, registry.identity(lost));
        token.recoveryAddress(lost, replacement, registry.identity(lost));
        wallets.push(replacement);
        ++recoveries;
    }

    function attach(uint256 who, uint256 to, uint256 amount) external {
        agent.setAttachment(wallets[who % wallets.length], wallets[to % wallets.length], amount % 2 ** 80);
    }

    function changeTax(uint256 kind) external {
        agent.setTaxSource(kind % 2 == 0 ? address(0) : address(0xdead));
    }

    function succeed(uint256 decimals) external {
        if (_assets.length == 5) return;
        // Safe cast: 6 to 8.
        asset = new TroubledAsset(uint8(6 + (decimals % 3)));
        _assets.push(asset);
        agent.succeedAsset(address(asset));
        ++successions;
    }

    function close(uint256 dice) external {
        if (dice % 16 != 0 || _closed || lastDeclared != _came) return;
        agent.closeClass(0);
        _closed = true;
    }

    // The asset

    function troubleAgent(uint256 which, bool yes) external {
        _assets[which % _assets.length].setFrozen(address(agent), yes);
    }

    function troubleHolder(uint256 which, uint256 who, bool yes) external {
        _assets[which % _assets.length].setFrozen(wallets[who % wallets.length], yes);
    }

    function changeFee(uint256 which, uint256 fee) external {
        _assets[which % _assets.length].setFee(fee % 2);
    }

    function withdraw(uint256 which, uint256 who) external {
        address one = address(_assets[which % _assets.length]);
        try agent.withdrawTax(one) returns (uint256 amount) {
            _left[one] += amount;
        } catch {}
        try agent.withdrawAttached(wallets[who % wallets.length], one) returns (uint256 amount) {
            _left[one] += amount;
        } catch {}
    }

    // What must hold

    /// @dev I5, in each asset: declared = left + booked; all that is booked is here.
    function checkCash() public view {
        for (uint256 i = 0; i < _assets.length; ++i) {
            address one = address(_assets[i]);
            uint256 booked = agent.booked(one);
            if (_declared[one] != _left[one] + booked) {
                revert BooksDiffer(one, _declared[one], _left[one], booked);
            }
            uint256 scale = 10 ** (_assets[i].decimals() - 6);
            uint256 balance = _assets[i].balanceOf(address(agent));
            if (balance != booked * scale) revert NotAllHere(one, booked * scale, balance);
        }
    }

    /// @dev I6: each wallet was paid exactly its shares of the dates it collected, in each asset once.
    function checkShares() public view {
        for (uint256 i = 0; i < wallets.length; ++i) {
            address wallet = wallets[i];
            uint256 all = _sharesOf(wallet);
            (, Entitlement[] memory owing, ) = agent.owedTo(wallet, 0);
            for (uint256 e = 0; e < owing.length; ++e) {
                all -= owing[e].interest + owing[e].principal + owing[e].residual;
            }
            if (all != _paid[wallet]) revert PaidDiffers(wallet, all, _paid[wallet]);
        }
    }

    /// @dev I6 and I13: with freezes released everyone collects everything, and less than a unit remains for each
    /// holder and amount. Leaves no trace.
    function checkEnd() external {
        uint256 snapshot = vm.snapshotState();
        for (uint256 i = 0; i < _assets.length; ++i) _thaw(_assets[i]);
        for (uint256 i = 0; i < wallets.length; ++i) token.setAddressFrozen(wallets[i], false);
        for (uint256 round = 0; round < 2; ++round) {
            _settle(abi.encodeCall(agent.collectMany, (wallets, 0)));
        }
        checkShares();
        checkCash();
        for (uint256 i = 0; i < wallets.length; ++i) {
            if (agent.collectedUpTo(wallets[i], 0) != lastDeclared) revert CanNotBeCollected(wallets[i], "");
        }
        for (uint256 i = 0; i < _assets.length; ++i) _checkRest(address(_assets[i]));
        vm.revertToState(snapshot);
    }

    function _checkRest(address one) private view {
        uint256 rest = agent.booked(one) - agent.taxHeld(one);
        for (uint256 i = 0; i < wallets.length; ++i) rest -= agent.attachedFor(wallets[i], one);
        if (rest > 3 * uint256(lastDeclared) * wallets.length) revert RestTooLarge(one, rest);
    }

    function _thaw(TroubledAsset one) private {
        one.setFrozen(address(agent), false);
        for (uint256 i = 0; i < wallets.length; ++i) one.setFrozen(wallets[i], false);
    }

    function _sharesOf(address wallet) private view returns (uint256 all) {
        for (uint32 date = 1; date <= lastDeclared; ++date) {
            (uint256 units, uint256 supply) = (_held[date][wallet], _supply[date]);
            if (units == 0) continue;
            ClassPayment memory payment = _payments[date];
            all += (uint256(payment.interest) * units) / supply;
            all += (uint256(payment.principal) * units) / supply;
            all += (uint256(payment.residual) * units) / supply;
        }
    }

    /// @dev Calls the agent (as whoever was pranked) and books what its events say was collected. What a call that
    /// reverted had emitted is recorded too: it is told by the failure that comes after it.
    function _settle(bytes memory call_) private {
        (bool done, ) = address(agent).call(call_);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        if (!done) {
            ++refusals;
            return;
        }
        address failed;
        for (uint256 i = logs.length; i > 0; --i) {
            Vm.Log memory log = logs[i - 1];
            if (log.emitter != address(agent) || log.topics.length < 2) continue;
            address holder = address(uint160(uint256(log.topics[1])));
            if (log.topics[0] == IPayingAgent.CollectFailed.selector) failed = holder;
            if (log.topics[0] != IPayingAgent.Collected.selector) continue;
            if (failed == holder) failed = address(0);
            else _bookCollected(holder, log.data);
        }
    }

    function _bookCollected(address holder, bytes memory data) private {
        (, , address one, Entitlement memory gross, uint256 attached, ) = abi.decode(
            data,
            (uint32, uint32, address, Entitlement, uint256, address)
        );
        uint256 sum = gross.interest + gross.principal + gross.residual;
        _paid[holder] += sum;
        _left[one] += sum - gross.tax - attached;
        ++collections;
    }

    function payingAgent() external view returns (PayingAgent) {
        return agent;
    }

    function assetNow() external view returns (address) {
        return address(asset);
    }

    function selectors() external pure returns (bytes4[] memory list) {
        list = new bytes4[](22);
        (list[0], list[1], list[2]) = (this.comeDate.selector, this.comeDate.selector, this.declare.selector);
        (list[3], list[4], list[5]) = (this.declare.selector, this.transfer.selector, this.collect.selector);
        (list[6], list[7], list[8]) = (this.collectFor.selector, this.collectMany.selector, this.freeze.selector);
        (list[9], list[10], list[11]) = (this.attach.selector, this.succeed.selector, this.close.selector);
        (list[12], list[13]) = (this.recoverWallet.selector, this.changePayout.selector);
        (list[14], list[15]) = (this.changeTax.selector, this.troubleAgent.selector);
        (list[16], list[17]) = (this.troubleHolder.selector, this.changeFee.selector);
        (list[18], list[19]) = (this.withdraw.selector, this.transfer.selector);
        (list[20], list[21]) = (this.collect.selector, this.declare.selector);
    }
}

/// @title InTheOffice: starts a campaign there
abstract contract InTheOffice is TestBase {
    Office internal office;

    function setUp() public virtual {
        office = new Office();
        targetContract(address(office));
        targetSelector(FuzzSelector(address(office), office.selectors()));
    }
}
