// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @notice A contract wallet that answers ERC-1271 as it is told to.
contract SignatureWallet {
    enum Answer {
        ByKey,
        Refusing,
        Reverting,
        TooShort,
        ComingBack
    }

    address public signer;
    Answer public kind;
    address public aim;
    bytes public payload;

    constructor(address signer_) {
        signer = signer_;
    }

    function answerWith(Answer kind_) external {
        kind = kind_;
    }

    /// @notice Answers yes, but calls `target_` with `payload_` first, and only if that worked.
    function comeBack(address target_, bytes calldata payload_) external {
        (kind, aim, payload) = (Answer.ComingBack, target_, payload_);
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external returns (bytes4) {
        if (kind == Answer.Reverting) revert("no");
        if (kind == Answer.Refusing) return 0xffffffff;
        if (kind == Answer.TooShort) {
            assembly ("memory-safe") {
                mstore(0, shl(224, 0x1626ba7e))
                return(0, 4)
            }
        }
        if (kind == Answer.ComingBack) {
            (bool done, ) = aim.call(payload);
            return done ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
        }
        (bytes32 r, bytes32 s, uint8 v) = abi.decode(signature, (bytes32, bytes32, uint8));
        return ecrecover(hash, v, r, s) == signer ? bytes4(0x1626ba7e) : bytes4(0xffffffff);
    }
}
