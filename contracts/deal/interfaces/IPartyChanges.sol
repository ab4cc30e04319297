// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IParties, Party } from "./IParties.sol";

/// @title IPartyChanges: how the parties of a deal are replaced
/// @notice Proposed, public for the deal's delay, cancelled by the trustee (its own replacement by the verifier; a
/// backup's claim to succeed by the party that was said to be silent, too) or by who proposed it, accepted by the
/// newcomer within 30 days after the delay. A proposal that lapsed, or whose proposer has left the office that let it
/// propose, can't be accepted and gives way to another.
///
/// Who may propose: every party its own successor; the issuer that of transfer agent, filing agent, verifier and
/// backups; the trustee that of servicer and verifier; the verifier that of the trustee; a backup itself for the party
/// it backs. The originator and the issuer are replaced by themselves only.
interface IPartyChanges is IParties {
    event PartyChangeProposed(
        Party indexed party,
        address indexed newcomer,
        address indexed proposer,
        uint40 from,
        string reason
    );
    event PartyChangeCancelled(Party indexed party, address indexed newcomer, address by);
    event PartyChanged(Party indexed party, address indexed former, address indexed newcomer);

    error MayNotPropose(Party party, address caller);
    error MayNotCancel(Party party, address caller);
    error NotTheNewcomer(address newcomer, address caller);
    error NoChangeProposed(Party party);
    error ChangeProposedAlready(Party party, address newcomer);
    error ChangeTooEarly(uint40 from);
    error ChangeLapsed(uint40 lapsed);
    /// @notice Servicer, verifier, trustee and filing agent are four; and the trustee is neither the transfer agent nor
    /// the issuer, whose second key it is.
    error PartiesNotDistinct(Party first, Party other, address who);
    error PartyMissing(Party party);
    error SameParty(Party party, address who);

    function proposeParty(Party party, address newcomer, string calldata reason) external;

    function cancelParty(Party party) external;

    /// @notice Takes the office over. Only the newcomer, after the delay.
    function acceptParty(Party party) external;

    /// @notice Who would replace `party` and from when; zero if nobody.
    function changeOf(Party party) external view returns (address newcomer, uint40 from, address proposer);
}
