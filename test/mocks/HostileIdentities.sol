// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IClaimHolder } from "../../contracts/identity/interfaces/IClaims.sol";

/// @notice What a contract that others must ask can do to them.
enum Malice {
    Reverts,
    RevertsWithABomb,
    BurnsAllGas,
    ReturnsABomb,
    ReturnsAMegabyte,
    ReturnsNothing,
    ReturnsOneByte,
    WritesState
}

/// @notice Answers every call alike, and badly. Stands for an identity, or for a claim issuer.
contract HostileContract {
    Malice private immutable MALICE;
    uint256 private _written;

    constructor(Malice malice_) {
        MALICE = malice_;
    }

    // solhint-disable-next-line no-complex-fallback
    fallback(bytes calldata) external returns (bytes memory) {
        if (MALICE == Malice.BurnsAllGas) while (true) _burn();
        if (MALICE == Malice.WritesState) ++_written;
        uint256 size = 190_000;
        if (MALICE == Malice.ReturnsAMegabyte) size = 1_000_000;
        if (MALICE == Malice.ReturnsNothing) size = 0;
        if (MALICE == Malice.ReturnsOneByte) size = 1;
        bool reverts = MALICE == Malice.Reverts || MALICE == Malice.RevertsWithABomb;
        if (MALICE == Malice.Reverts) size = 0;
        assembly ("memory-safe") {
            if reverts {
                revert(0, size)
            }
            return(0, size)
        }
    }

    function _burn() private view returns (bytes32) {
        return keccak256(abi.encode(gasleft()));
    }
}

/// @notice Answers every call with bytes that a test chooses.
contract EchoContract {
    bytes private _answer;

    function setAnswer(bytes calldata answer) external {
        _answer = answer;
    }

    // solhint-disable-next-line no-complex-fallback
    fallback(bytes calldata) external returns (bytes memory) {
        return _answer;
    }
}

/// @notice Calls somebody while it is asked, and then answers with bytes that a test chose.
contract CallingContract {
    /// @dev Leaves enough of what a reading is allowed to give the answer as well.
    uint256 private constant CALL_GAS = 100_000;

    bytes private _answer;
    address private _callee;
    bytes private _call;

    function setAnswer(bytes calldata answer) external {
        _answer = answer;
    }

    function setCall(address callee, bytes calldata call) external {
        (_callee, _call) = (callee, call);
    }

    // solhint-disable-next-line no-complex-fallback
    fallback(bytes calldata) external returns (bytes memory) {
        (address callee, bytes memory question) = (_callee, _call);
        // It answers alike whether its call came through.
        assembly ("memory-safe") {
            pop(call(CALL_GAS, callee, 0, add(question, 32), mload(question), 0, 0))
        }
        return _answer;
    }
}

/// @notice An identity that hands out claims it was given, whosever they are.
contract OpenIdentity is IClaimHolder {
    struct Claim {
        uint256 topic;
        bytes signature;
        bytes data;
    }

    mapping(bytes32 claimId => Claim claim) private _claims;

    function setClaim(address issuer, uint256 topic, bytes calldata signature, bytes calldata data) external {
        _claims[keccak256(abi.encode(issuer, topic))] = Claim({ topic: topic, signature: signature, data: data });
    }

    function keyHasPurpose(bytes32, uint256) external pure returns (bool) {
        return true;
    }

    function getClaim(
        bytes32 claimId
    ) public view virtual returns (uint256, uint256, address, bytes memory, bytes memory, string memory) {
        Claim storage claim = _claims[claimId];
        return (claim.topic, 1, address(0), claim.signature, claim.data, "");
    }
}

/// @notice Shows its claims only to transactions of one account, and reverts for all others.
contract TwoFacedIdentity is OpenIdentity {
    address private immutable FRIEND;

    error NotMyFriend(address origin);

    constructor(address friend_) {
        FRIEND = friend_;
    }

    function getClaim(
        bytes32 claimId
    ) public view override returns (uint256, uint256, address, bytes memory, bytes memory, string memory) {
        // solhint-disable-next-line avoid-tx-origin
        require(tx.origin == FRIEND, NotMyFriend(tx.origin));
        return super.getClaim(claimId);
    }
}
