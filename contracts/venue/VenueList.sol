// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Ownable2Step } from "@openzeppelin/contracts/access/Ownable2Step.sol";

import { IVenues } from "./interfaces/IVenues.sol";

/// @title VenueList: venues as a plain list, the same for every token
contract VenueList is IVenues, Ownable2Step {
    mapping(address account => bool listed) private _venues;

    /// @notice `account` is a venue from now on, or no longer.
    event VenueSet(address indexed account, bool listed);

    constructor(address owner_) Ownable(owner_) {}

    /// @notice Lists `account`, or takes it off. Only the owner.
    function setVenue(address account, bool listed) external onlyOwner {
        _venues[account] = listed;
        emit VenueSet(account, listed);
    }

    /// @inheritdoc IVenues
    function isVenueFor(address, address account) external view returns (bool) {
        return _venues[account];
    }
}
