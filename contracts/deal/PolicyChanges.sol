// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { ClassPolicy } from "./ClassPolicy.sol";
import { DealBook } from "./DealBook.sol";
import { DealClass, DealStatus } from "./interfaces/IDeal.sol";
import { IPolicyChanges, PolicyKind } from "./interfaces/IPolicyChanges.sol";
import { CHANGE_DELAY_AT, uint32At } from "./types/DealTable.sol";

/// @title PolicyChanges: what may change in a class, with notice
abstract contract PolicyChanges is IPolicyChanges, DealBook, ReentrancyGuardTransient {
    /// @dev How long a change may be carried out: one that was forgotten must be announced again.
    uint40 private constant CARRYING_OUT = 30 days;

    mapping(bytes32 change => uint40 from) private _policyFrom;

    /// @inheritdoc IPolicyChanges
    function policyFrom(bytes32 change) external view returns (uint40) {
        return _policyFrom[change];
    }

    /// @inheritdoc IPolicyChanges
    function proposePolicy(address token, PolicyKind kind, bytes calldata data) external returns (bytes32 change) {
        _requireIssuer();
        _numberOf(token);
        ClassPolicy.requirePolicy(kind, data);
        change = _changeOf(token, kind, data);
        uint40 known = _policyFrom[change];
        require(known == 0 || block.timestamp >= known + CARRYING_OUT, PolicyChangeKnown(change));
        uint40 from = _now() + uint32At(address(this), CHANGE_DELAY_AT);
        _policyFrom[change] = from;
        emit PolicyChangeProposed(change, token, kind, data, from);
    }

    /// @inheritdoc IPolicyChanges
    function cancelPolicy(bytes32 change) external {
        _requireTrustee();
        require(_policyFrom[change] != 0, PolicyChangeUnknown(change));
        delete _policyFrom[change];
        emit PolicyChangeCancelled(change);
    }

    /// @inheritdoc IPolicyChanges
    function applyPolicy(address token, PolicyKind kind, bytes calldata data) external nonReentrant {
        bytes32 change = _changeOf(token, kind, data);
        uint40 from = _policyFrom[change];
        require(from != 0, PolicyChangeUnknown(change));
        require(block.timestamp >= from, PolicyChangeTooEarly(from));
        require(block.timestamp < from + CARRYING_OUT, PolicyChangeLapsed(from + CARRYING_OUT));
        delete _policyFrom[change];
        emit PolicyChanged(change, token, kind);
        ClassPolicy.carryOut(token, kind, data, _retainedOf(token));
    }

    /// @dev Not packed: no two changes have the same hash.
    function _changeOf(address token, PolicyKind kind, bytes calldata data) private pure returns (bytes32) {
        return keccak256(abi.encode(token, kind, data));
    }

    /// @dev While the retainer must hold, no change of the compliance contract frees it. Empty if nobody must.
    function _retainedOf(address token) private view returns (DealClass memory c) {
        c = _classes()[_numberOf(token)];
        bool isOver = c.retainedUntil != 0 && block.timestamp >= c.retainedUntil;
        if (isOver || _deal.status != DealStatus.Live) delete c;
    }
}
