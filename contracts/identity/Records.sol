// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IEligibility } from "./interfaces/IEligibility.sol";
import { IInvestorRecords } from "./interfaces/IInvestorRecords.sol";
import { ClaimFinding, ClaimReader, ClaimRules } from "./ClaimReader.sol";
import { CLAIMED, DENIED, Investor, MORE_WALLETS, RETIRED, WALLET_MARKS } from "./types/Investor.sol";
import { isGood, RegistryState } from "./types/RegistryState.sol";

/// @title Records: one word per wallet, the wallets of an identity, and who is denied
/// @dev Country, class, marks and evidence belong to the identity: a change is written to all its linked wallets, at
/// most
/// eight. `DENIED` and `RETIRED` belong to the wallet.
abstract contract Records is IEligibility, IInvestorRecords {
    uint256 internal constant WALLET_LIMIT = 8;

    RegistryState internal _state;
    ClaimRules internal _rules;
    mapping(address wallet => Investor record) private _records;
    mapping(address identity => address[] wallets) private _wallets;
    /// @dev The first wallet an agent registered to an identity contract, so that a further one must be linked.
    /// Attested identities have none: a
    /// slot more would double the cost of whitelisting.
    mapping(address identity => address wallet) internal _firstWallet;
    /// @inheritdoc IEligibility
    mapping(address identity => bool denied) public isIdentityDenied;
    /// @inheritdoc IEligibility
    mapping(address wallet => uint32 clients) public clientsOf;
    /// @inheritdoc IEligibility
    uint256 public denyListVersion;

    /// @inheritdoc IInvestorRecords
    function standing(
        address operator,
        address from,
        address to
    ) external view returns (Investor fromRecord, Investor toRecord, address denied, bool eligible) {
        RegistryState state = _state;
        if (from != address(0)) {
            fromRecord = _records[from];
            if (_isDenied(state, fromRecord)) denied = from;
        }
        if (operator != from && operator != address(0) && _isDenied(state, _records[operator])) denied = operator;
        if (to != address(0)) {
            toRecord = _records[to];
            eligible = _isEligible(state, toRecord);
        }
    }

    /// @inheritdoc IInvestorRecords
    function standings(
        address from,
        bytes32[] calldata toList
    ) external view returns (Investor fromRecord, Investor[] memory toRecords) {
        RegistryState state = _state;
        fromRecord = _records[from];
        if (_isDenied(state, fromRecord)) return (fromRecord, toRecords);
        toRecords = new Investor[](toList.length);
        uint256 count = 0;
        for (; count < toList.length; ++count) {
            // The cast keeps the lowest 160 bits, which is the address.
            Investor record = _records[address(uint160(uint256(toList[count])))];
            if (!isGood(record, state, block.timestamp)) break;
            if (_isIdentityDenied(state, record)) break;
            if (_isReadLive(state, record)) break;
            toRecords[count] = record;
        }
        // Shortens the array; its memory stays allocated.
        assembly ("memory-safe") {
            mstore(toRecords, count)
        }
    }

    /// @inheritdoc IInvestorRecords
    function recordOf(address wallet) public view returns (Investor) {
        return _records[wallet];
    }

    /// @inheritdoc IInvestorRecords
    function walletsOf(address identity) external view returns (address[] memory) {
        return _wallets[identity];
    }

    /// @inheritdoc IEligibility
    function registryState() external view returns (RegistryState) {
        return _state;
    }

    // What a record is worth

    function _isEligible(RegistryState state, Investor record) internal view returns (bool) {
        if (!isGood(record, state, block.timestamp)) return false;
        if (_isIdentityDenied(state, record)) return false;
        return !_isReadLive(state, record) || ClaimReader.read(_rules, record.identityOf()).enough;
    }

    /// @dev Strict mode: what rests on claims is only as good as the claims are now.
    function _isReadLive(RegistryState state, Investor record) private pure returns (bool) {
        if (!record.hasMark(CLAIMED)) return false;
        return state.maxAge() == 0;
    }

    function _isDenied(RegistryState state, Investor record) private view returns (bool) {
        return record.hasMark(DENIED) || _isIdentityDenied(state, record);
    }

    /// @dev The map of denied identities is read only while there is one.
    function _isIdentityDenied(RegistryState state, Investor record) private view returns (bool) {
        if (state.deniedIdentities() == 0) return false;
        return isIdentityDenied[record.identityOf()];
    }

    // Writing

    /// @dev Writes what belongs to the identity to all its wallets and tells each.
    function _store(address wallet, Investor record) internal {
        if (!record.hasMark(MORE_WALLETS)) return _storeOne(wallet, record);
        address[] memory wallets = _wallets[record.identityOf()];
        for (uint256 i = 0; i < wallets.length; ++i) {
            // The wallet's own marks stay as they are.
            uint256 own = Investor.unwrap(_records[wallets[i]]) & WALLET_MARKS;
            _storeOne(wallets[i], Investor.wrap((Investor.unwrap(record) & ~WALLET_MARKS) | own));
        }
    }

    function _storeOne(address wallet, Investor record) internal {
        _records[wallet] = record;
        emit EvidenceRecorded(wallet, record);
    }

    /// @dev The record as the identity's claims make it now. Where nothing is asked for, the record stands without an
    /// end.
    function _withClaims(Investor record) internal view returns (Investor) {
        ClaimFinding memory finding = ClaimReader.read(_rules, record.identityOf());
        uint256 epoch = _state.epochInForce(block.timestamp);
        if (finding.enoughLater && _epochIsPending()) epoch = _state.lastEpoch();
        // A reading that finds nothing is no evidence: what is brought next need not be younger than it.
        uint256 evidenceAt = finding.enough ? block.timestamp : record.evidenceAtOf();
        return
            record.withEvidence(finding.enough ? type(uint64).max : 0, evidenceAt, epoch, finding.issuers).withMark(
                CLAIMED,
                !finding.none
            );
    }

    /// @dev The record once evidence of `moment` is known: never back in time, so nothing issued up to then counts any
    /// more.
    /// Claims are read again, for the moment they were read says how old they are.
    function _since(Investor record, uint256 moment) internal view returns (Investor) {
        if (moment < record.evidenceAtOf()) return record;
        if (record.hasMark(CLAIMED)) return _withClaims(record.withEvidence(0, moment, 0, 0));
        return record.withEvidence(record.validUntilOf(), moment, record.epochOf(), record.issuersOf());
    }

    function _epochIsPending() internal view returns (bool) {
        return _state.epochAt() > block.timestamp;
    }

    /// @dev Makes `wallet`, whose record is `record`, one of several wallets of `record`'s identity.
    function _link(address known, address wallet, Investor record) internal {
        address identity = record.identityOf();
        address[] storage wallets = _wallets[identity];
        if (wallets.length == 0) wallets.push(known);
        else require(_records[known].hasMark(MORE_WALLETS), NotTwins(known, wallet));
        require(wallets.length < WALLET_LIMIT, TooManyWallets(identity, WALLET_LIMIT));
        wallets.push(wallet);
        emit WalletLinked(identity, wallet);
        _store(wallet, record.withMark(MORE_WALLETS, true));
    }

    /// @dev Leaves a word without an identity that still remembers the deny-list and when evidence was last issued.
    function _forget(address wallet, Investor record) internal {
        address identity = record.identityOf();
        if (_firstWallet[identity] == wallet) _firstWallet[identity] = address(0);
        if (record.hasMark(MORE_WALLETS)) _unlist(identity, wallet);
        Investor left = Investor.wrap(Investor.unwrap(record) & WALLET_MARKS);
        _storeOne(wallet, left.withEvidence(0, block.timestamp, 0, 0));
        if (clientsOf[wallet] != 0) _setClients(wallet, 0);
    }

    function _setClients(address wallet, uint32 clients) internal {
        clientsOf[wallet] = clients;
        emit ClientsAttested(wallet, clients);
    }

    function _unlist(address identity, address wallet) private {
        address[] storage wallets = _wallets[identity];
        uint256 last = wallets.length - 1;
        for (uint256 i = 0; i <= last; ++i) {
            if (wallets[i] != wallet) continue;
            wallets[i] = wallets[last];
            wallets.pop();
            break;
        }
        address only = wallets[0];
        if (_firstWallet[identity] == address(0) && identity.code.length != 0) _firstWallet[identity] = only;
        if (wallets.length != 1) return;
        wallets.pop();
        _storeOne(only, _records[only].withMark(MORE_WALLETS, false));
    }

    function _retire(address wallet, address successor) internal {
        Investor record = _records[wallet];
        if (record.hasMark(RETIRED)) return;
        _storeOne(wallet, record.withMark(RETIRED, true));
        emit WalletRetired(wallet, successor);
    }

    // Deny-lists

    function _denyWallet(address wallet, bool denied) internal {
        Investor record = _records[wallet];
        if (record.hasMark(DENIED) == denied) return;
        _storeOne(wallet, record.withMark(DENIED, denied));
        emit DenyListed(wallet, false, denied, ++denyListVersion);
    }

    function _denyIdentity(address identity, bool denied) internal {
        // Every wallet nobody registered has the zero identity.
        require(identity != address(0), NoIdentity());
        if (isIdentityDenied[identity] == denied) return;
        isIdentityDenied[identity] = denied;
        uint256 count = _state.deniedIdentities();
        // No underflow: an identity that is taken off was counted when it was put on.
        _state = _state.withDeniedIdentities(denied ? count + 1 : count - 1);
        emit DenyListed(identity, true, denied, ++denyListVersion);
    }
}
