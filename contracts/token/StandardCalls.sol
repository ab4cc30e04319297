// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Address } from "@openzeppelin/contracts/utils/Address.sol";
import { ERC165Checker } from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import { TriedCall } from "../compliance/TriedCall.sol";
import { ICompliance } from "../compliance/interfaces/ICompliance.sol";
import { IMovementGate } from "../compliance/interfaces/IMovementGate.sol";
import { IIdentityRegistry } from "../identity/interfaces/IIdentityRegistry.sol";
import { IInvestorRecords } from "../identity/interfaces/IInvestorRecords.sol";
import { Investor } from "../identity/types/Investor.sol";
import { IAgentRole } from "./interfaces/IAgentRole.sol";
import { IERC3643 } from "./interfaces/IERC3643.sol";
import { IERC7943Fungible } from "./interfaces/IERC7943.sol";
import { ISecurityToken } from "./interfaces/ISecurityToken.sol";
import { Holding } from "./types/Holding.sol";

/// @title StandardCalls: what a token says to registries and compliance contracts in ERC-3643's own words
/// @notice All there is for counterparts that are not Sluice's, and what is rare enough to be a call away.
/// @dev Deployed once and linked, so that it costs the token no code. Runs as the token (delegatecall).
/// Warning: a foreign contract is trusted as far as the standard trusts it: it can refuse transfers. It cannot stop
/// what an agent does for the law's sake: there its bookkeeping is tried, and a failure is an event. A contract that
/// says it
/// is Sluice's (ERC-165) and is not can stop both: the owner who set it can set another.
library StandardCalls {
    /// @notice The foreign compliance contract did not book a movement that it may not stop.
    event ForeignBookingFailed(address indexed compliance, address indexed from, address indexed to, uint256 amount);

    /// @notice The foreign compliance contract answered no; it gives no reason.
    error ForeignComplianceRefused(address compliance);

    /// @notice Whether `registry` answers as Sluice's own does; if not, it must at least answer `isVerified`, for T-REX
    /// registries have no ERC-165.
    function isNativeRegistry(address registry) external view returns (bool native) {
        require(registry.code.length != 0, ISecurityToken.NotAContract(registry));
        native = ERC165Checker.supportsInterface(registry, type(IInvestorRecords).interfaceId);
        if (!native) IIdentityRegistry(registry).isVerified(address(this));
    }

    /// @notice Lets go of one compliance contract and binds another.
    /// @dev Letting go is tried only: a compliance contract that refuses must not keep its token.
    function rebind(address old, address compliance) external returns (bool native) {
        require(compliance.code.length != 0, ISecurityToken.NotAContract(compliance));
        native = ERC165Checker.supportsInterface(compliance, type(IMovementGate).interfaceId);
        // An address without code would revert here, tried or not.
        if (old.code.length != 0 && old != compliance) {
            // solhint-disable-next-line no-empty-blocks
            try ICompliance(old).unbindToken(address(this)) {} catch {}
        }
        if (old != compliance) ICompliance(compliance).bindToken(address(this));
    }

    /// @notice Reverts unless both wallets of a recovery belong to `identity`.
    /// @dev Our registry retires the lost wallet if the token is its agent, and links a new one that the identity
    /// contract
    /// names as a management key. Otherwise both wallets must be registered already.
    function requireSameIdentity(
        address registry,
        bool native,
        address lost,
        address replacement,
        address identity
    ) external {
        if (native && IAgentRole(registry).isAgent(address(this))) {
            IInvestorRecords(registry).recoverWallet(lost, replacement, identity);
        }
        require(
            identity != address(0) &&
                IIdentityRegistry(registry).identity(lost) == identity &&
                IIdentityRegistry(registry).identity(replacement) == identity,
            ISecurityToken.NotTheSameIdentity(lost, replacement, identity)
        );
    }

    /// @notice Tells which freezes a recovery moved, from the holdings as they were before.
    function tellOfFreezes(address lost, address replacement, Holding source, Holding target) external {
        uint256 moved = source.frozen();
        if (moved != 0) {
            emit IERC3643.TokensUnfrozen(lost, moved);
            emit IERC7943Fungible.Frozen(lost, 0);
            emit IERC3643.TokensFrozen(replacement, moved);
            emit IERC7943Fungible.Frozen(replacement, target.frozen() + moved);
        }
        if (source.isFrozen() && !target.isFrozen()) emit IERC3643.AddressFrozen(replacement, true, msg.sender);
    }

    /// @notice Records of both sides, and whether `to` may receive.
    function standing(
        address registry,
        address from,
        address to
    ) external view returns (Investor fromRecord, Investor toRecord, bool eligible) {
        fromRecord = _recordOf(registry, from);
        toRecord = _recordOf(registry, to);
        eligible = to != address(0) && _ask(registry, abi.encodeCall(IIdentityRegistry.isVerified, (to))) == 1;
    }

    /// @dev Identity and country are all a foreign registry tells; the investor's class stays `None`.
    function _recordOf(address registry, address wallet) private view returns (Investor record) {
        if (wallet == address(0)) return record;
        uint256 identity = _ask(registry, abi.encodeCall(IIdentityRegistry.identity, (wallet)));
        if (identity == 0 || identity > type(uint160).max) return record;
        uint256 country = _ask(registry, abi.encodeCall(IIdentityRegistry.investorCountry, (wallet)));
        // Safe cast: just compared. ISO 3166-1 ends at 999; anything beyond is no country and would not fit.
        return record.withIdentity(address(uint160(identity))).withCountry(country > 999 ? 0 : country);
    }

    /// @dev The word a foreign registry answers. One that cannot answer knows nobody, and finds nobody eligible: a burn
    /// does not depend on it, and what is refused is refused for a reason.
    function _ask(address registry, bytes memory question) private view returns (uint256 word) {
        (bool answered, bytes memory answer) = registry.staticcall(question);
        if (answered && answer.length >= 32) word = uint256(bytes32(answer));
    }

    /// @notice Whether `signer`, a wallet or a contract (ERC-1271), signed `hash`.
    function isSignedBy(address signer, bytes32 hash, bytes memory signature) external view returns (bool) {
        return SignatureChecker.isValidSignatureNow(signer, hash, signature);
    }

    /// @notice Tells the compliance contract of a movement: a mint from the zero address, a burn to it.
    /// @dev The standard's implementations refuse to book nothing, and nothing needs no booking.
    /// @param mayStop whether a refusal to book stops the movement
    function book(address compliance, address from, address to, uint256 amount, bool mayStop) external {
        if (amount == 0) return;
        bytes memory call_ = abi.encodeCall(ICompliance.transferred, (from, to, amount));
        if (from == address(0)) call_ = abi.encodeCall(ICompliance.created, (to, amount));
        if (to == address(0)) call_ = abi.encodeCall(ICompliance.destroyed, (from, amount));
        if (mayStop) {
            Address.functionCall(compliance, call_);
        } else if (!TriedCall.made(compliance, call_)) {
            emit ForeignBookingFailed(compliance, from, to, amount);
        }
    }
}
