// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice The parties of a deal. Servicer, verifier, trustee and filing agent are pairwise different addresses.
enum Party {
    Originator,
    Issuer,
    Servicer,
    Verifier,
    Trustee,
    TransferAgent,
    FilingAgent,
    BackupServicer,
    BackupVerifier,
    BackupTrustee
}

/// @title IParties: who is who in a deal
interface IParties {
    /// @notice The address of `party` now; zero where the deal has none.
    function partyOf(Party party) external view returns (address);
}
