// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { Cast } from "./Cast.sol";
import { Dice } from "./Dice.sol";

/// @notice What a call on a token claims the right to. Whatever it changes beyond that is a breach.
enum Right {
    None,
    Transfer,
    Mint,
    Burn,
    Force,
    ForceLien,
    Recover,
    Freeze,
    Unfreeze,
    FreezeWallet,
    PlaceLien,
    ReleaseLien,
    EnforceLien
}

/// @notice One call on a token.
/// @param name as it is counted
/// @param holder whose units it is about
/// @param other who receives, where somebody does
/// @param keeper whose lien it is about, or zero
/// @param byAgent only an agent may
struct Deed {
    bytes32 name;
    Right right;
    SecurityToken token;
    address operator;
    address holder;
    address other;
    address keeper;
    bool byAgent;
    bytes call;
}

/// @notice How a wallet stands in one token.
/// @param kept units under lien, by keeper
/// @param stopped frozen as a whole
/// @param eligible verified by the token's registry
/// @param lost was recovered
struct Standing {
    uint256 balance;
    uint256 frozen;
    uint256 liens;
    uint256[2] kept;
    bool stopped;
    bool eligible;
    bool lost;
}

/// @title Watch: does deeds, and looks at every wallet before and after
/// @dev A deed that fails changes nothing and is only counted. A breach reverts, and `fail-on-revert` makes it a
/// failure.
abstract contract Watch is Cast {
    uint256 private immutable LUCK;
    uint256 public turn;
    mapping(bytes32 name => uint256 times) public tried;
    mapping(bytes32 name => uint256 times) public done;
    bytes32[] internal _names;
    mapping(address token => bool closed) internal _mintClosed;

    // I1
    error BalanceLoweredWithoutRight(bytes32 deed, address wallet);
    error FrozenLoweredWithoutRight(bytes32 deed, address wallet);
    error FrozenRaisedWithoutRight(bytes32 deed, address wallet);
    error FrozenTakenBeforeFree(bytes32 deed, address wallet, uint256 frozen);
    error MoreThanFreeMoved(bytes32 deed, address wallet, uint256 free, uint256 moved);
    error WalletReleasedWithoutRight(bytes32 deed, address wallet);
    error LienLoweredWithoutRight(bytes32 deed, address wallet, address keeper);
    error LienRaisedWithoutRight(bytes32 deed, address wallet, address keeper);
    error RecoveryLostSomething(address lost, address replacement);
    error SupplyChangedWithoutRight(bytes32 deed, uint256 before, uint256 afterwards);
    error DoneWithoutTheRole(bytes32 deed, address caller);
    // I2
    error UnitsGainedWithoutEligibility(bytes32 deed, address wallet);
    error UnitsGainedByFrozenWallet(bytes32 deed, address wallet);
    error UnitsGainedByLostWallet(bytes32 deed, address wallet);
    error UnitsGainedWithoutRight(bytes32 deed, address wallet);

    constructor(uint256 luck) {
        LUCK = luck;
    }

    /// @dev The runner likes to give the same words again: no two turns are alike, nor two campaigns.
    function _dice(uint256 seed) internal returns (Dice memory) {
        return Dice(uint256(keccak256(abi.encode(LUCK, ++turn, seed))));
    }

    function names() external view returns (bytes32[] memory) {
        return _names;
    }

    /// @dev A call that is about no units: counted, nothing else.
    function _tell(bytes32 name, address caller, address target, bytes memory data) internal returns (bool ok) {
        vm.prank(caller);
        (ok, ) = target.call(data);
        _count(name, ok);
    }

    function _do(Deed memory deed) internal returns (bool ok) {
        Standing[] memory before = _observe(deed.token);
        uint256 supply = deed.token.totalSupply();
        bool isAgent = deed.token.isAgent(deed.operator);
        vm.prank(deed.operator);
        (ok, ) = address(deed.token).call(deed.call);
        _count(deed.name, ok);
        if (!ok) return false;
        require(isAgent || !deed.byAgent, DoneWithoutTheRole(deed.name, deed.operator));
        _checkSupply(deed, supply);
        Standing[] memory afterwards = _observe(deed.token);
        for (uint256 i = 0; i < before.length; ++i) {
            _checkUnits(deed, wallets[i], before[i], afterwards[i]);
            _checkFreezes(deed, wallets[i], before[i], afterwards[i]);
            _checkLiens(deed, wallets[i], before[i], afterwards[i]);
        }
        if (deed.right == Right.Recover) _checkRecovery(deed, before, afterwards);
    }

    function _count(bytes32 name, bool ok) internal {
        if (tried[name] == 0) _names.push(name);
        ++tried[name];
        if (ok) ++done[name];
    }

    function _observe(SecurityToken of_) internal view returns (Standing[] memory all) {
        all = new Standing[](wallets.length);
        for (uint256 i = 0; i < all.length; ++i) {
            address wallet = wallets[i];
            all[i].balance = of_.balanceOf(wallet);
            all[i].frozen = of_.getFrozenTokens(wallet);
            all[i].liens = of_.liensOf(wallet);
            all[i].kept = [of_.lienOf(wallet, keepers[0]), of_.lienOf(wallet, keepers[1])];
            all[i].stopped = of_.isFrozen(wallet);
            all[i].eligible = _registryOf(of_).isVerified(wallet);
            all[i].lost = of_.successorOf(wallet) != address(0);
        }
    }

    // What may change

    function _checkSupply(Deed memory deed, uint256 before) private view {
        uint256 afterwards = deed.token.totalSupply();
        bool mayGrow = deed.right == Right.Mint && !_mintClosed[address(deed.token)];
        bool allowed = (afterwards <= before || mayGrow) && (afterwards >= before || deed.right == Right.Burn);
        require(allowed, SupplyChangedWithoutRight(deed.name, before, afterwards));
    }

    function _checkUnits(Deed memory deed, address wallet, Standing memory b, Standing memory a) private pure {
        Right right = deed.right;
        if (a.balance < b.balance) {
            bool mayLose = right == Right.Transfer || right == Right.EnforceLien || _isLaw(right);
            require(mayLose && wallet == deed.holder, BalanceLoweredWithoutRight(deed.name, wallet));
            uint256 free = b.balance - b.frozen - b.liens;
            uint256 moved = b.balance - a.balance;
            require(right != Right.Transfer || moved <= free, MoreThanFreeMoved(deed.name, wallet, free, moved));
        }
        if (a.balance <= b.balance) return;
        bool bySale = right == Right.Transfer || right == Right.EnforceLien || right == Right.Mint;
        bool byLaw = _isLaw(right) && right != Right.Burn;
        require(bySale || byLaw, UnitsGainedWithoutRight(deed.name, wallet));
        // A recovery may itself make the new wallet one of the identity's.
        require(a.eligible, UnitsGainedWithoutEligibility(deed.name, wallet));
        require(b.eligible || right == Right.Recover, UnitsGainedWithoutEligibility(deed.name, wallet));
        require(!b.lost, UnitsGainedByLostWallet(deed.name, wallet));
        require(!b.stopped || byLaw, UnitsGainedByFrozenWallet(deed.name, wallet));
    }

    function _checkFreezes(Deed memory deed, address wallet, Standing memory b, Standing memory a) private pure {
        Right right = deed.right;
        bool concerned = wallet == deed.holder;
        if (a.frozen < b.frozen) {
            bool mayLower = right == Right.Unfreeze || _isLaw(right);
            require(concerned && mayLower, FrozenLoweredWithoutRight(deed.name, wallet));
        }
        if (a.frozen > b.frozen) {
            bool mayRaise = (right == Right.Freeze && concerned) || (right == Right.Recover && wallet == deed.other);
            require(mayRaise, FrozenRaisedWithoutRight(deed.name, wallet));
        }
        if (concerned && _isLaw(right) && right != Right.Recover) {
            uint256 rest = a.balance - a.liens;
            uint256 expected = b.frozen < rest ? b.frozen : rest;
            require(a.frozen == expected, FrozenTakenBeforeFree(deed.name, wallet, a.frozen));
        }
        bool released = b.stopped && !a.stopped;
        require(!released || (concerned && right == Right.FreezeWallet), WalletReleasedWithoutRight(deed.name, wallet));
    }

    function _checkLiens(Deed memory deed, address wallet, Standing memory b, Standing memory a) private view {
        for (uint256 i = 0; i < 2; ++i) {
            if (deed.right == Right.Recover && (wallet == deed.holder || wallet == deed.other)) return;
            bool concerned = wallet == deed.holder && keepers[i] == deed.keeper;
            if (a.kept[i] < b.kept[i]) {
                bool byKeeper = deed.right == Right.ReleaseLien || deed.right == Right.EnforceLien;
                bool mayLower = concerned && (byKeeper || deed.right == Right.ForceLien);
                require(mayLower, LienLoweredWithoutRight(deed.name, wallet, keepers[i]));
            }
            if (a.kept[i] > b.kept[i]) {
                bool mayRaise = concerned && deed.right == Right.PlaceLien;
                require(mayRaise, LienRaisedWithoutRight(deed.name, wallet, keepers[i]));
            }
        }
    }

    /// @dev All of it is with the new wallet now: units, freezes, liens.
    function _checkRecovery(Deed memory deed, Standing[] memory before, Standing[] memory afterwards) private view {
        Standing memory was;
        Standing memory lost;
        Standing memory now_;
        for (uint256 i = 0; i < before.length; ++i) {
            if (wallets[i] != deed.holder && wallets[i] != deed.other) continue;
            was.balance += before[i].balance;
            was.frozen += before[i].frozen;
            for (uint256 j = 0; j < 2; ++j) was.kept[j] += before[i].kept[j];
            // Doing it again changes nothing.
            if (wallets[i] == deed.holder && before[i].lost) continue;
            was.stopped = was.stopped || before[i].stopped;
        }
        for (uint256 i = 0; i < before.length; ++i) {
            if (wallets[i] == deed.holder) lost = afterwards[i];
            if (wallets[i] == deed.other) now_ = afterwards[i];
        }
        bool emptied = lost.lost && lost.balance == 0 && lost.frozen == 0 && lost.liens == 0;
        bool moved = now_.balance == was.balance && now_.frozen == was.frozen && now_.stopped == was.stopped;
        bool kept = now_.kept[0] == was.kept[0] && now_.kept[1] == was.kept[1];
        require(emptied && moved && kept, RecoveryLostSomething(deed.holder, deed.other));
    }

    function _isLaw(Right right) private pure returns (bool) {
        return right == Right.Burn || right == Right.Force || right == Right.ForceLien || right == Right.Recover;
    }
}
