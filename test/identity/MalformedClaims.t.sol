// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { EchoContract } from "../mocks/HostileIdentities.sol";
import { Evidence } from "../support/Evidence.sol";

/// @notice Bytes that are no claim are read as no claim. The issuer says yes to everything, so the form alone decides.
contract MalformedClaimsTest is Evidence {
    uint256 private constant MOST = 4_096;
    EchoContract private identity;
    bytes private honest = claim(1, 192, 256, 65, 7);

    function setUp() public {
        deployPlatform();
        required.removeClaimTopic(2);
        required.removeClaimTopic(3);
        EchoContract credulous = new EchoContract();
        credulous.setAnswer(abi.encode(true));
        trusted.addTrustedIssuer(address(credulous), single(1));
        identity = new EchoContract();
        registry.registerIdentity(alice, address(identity), HONG_KONG);
    }

    function test_AWellFormedClaimIsRead() public {
        answer(honest);
        require(isEligible(alice), "not eligible");
    }

    function test_AClaimOnAnotherTopicIsNone() public {
        refuse(claim(2, 192, 256, 65, 7));
    }

    function test_AnAnswerThatIsCutIsNone() public {
        for (uint256 length = 0; length < 192; length += 16) refuse(cut(honest, length));
        refuse(cut(honest, 191));
    }

    function test_AnOffsetBeyondTheEndIsNone() public {
        uint256 end = honest.length;
        uint256[5] memory offsets = [end, end - 31, 1 << 128, type(uint256).max, type(uint256).max - 31];
        for (uint256 i = 0; i < offsets.length; ++i) {
            refuse(claim(1, offsets[i], 256, 65, 7));
            refuse(claim(1, 192, offsets[i], 65, 7));
        }
    }

    function test_ALengthBeyondTheEndIsNone() public {
        uint256[4] memory lengths = [honest.length, 1 << 64, type(uint256).max, type(uint256).max - 31];
        for (uint256 i = 0; i < lengths.length; ++i) {
            refuse(claim(1, 192, 256, lengths[i], 7));
            refuse(claim(1, 192, 256, 65, lengths[i]));
        }
    }

    function test_ALengthUpToTheLastByteIsRead() public {
        uint256 left = honest.length - 192 - 32;
        answer(claim(1, 192, 192, left, 0));
        require(isEligible(alice), "the signature is not read to its end");
        refuse(claim(1, 192, 192, left + 1, 0));
        answer(claim(1, 192, 256, 65, honest.length - 256 - 32));
        require(isEligible(alice), "the data is not read to its end");
        refuse(claim(1, 192, 256, 65, honest.length - 256 - 31));
    }

    function test_AClaimBiggerThanWhatIsReadIsNone() public {
        answer(abi.encode(1, 1, address(0), new bytes(65), new bytes(MOST - 512), ""));
        require(isEligible(alice), "a big claim is not read");
        refuse(abi.encode(1, 1, address(0), new bytes(65), new bytes(MOST), ""));
    }

    /// @dev Whatever the identity answers, a refresh goes through.
    function testFuzz_NoAnswerStopsARefresh(bytes memory rubbish) public {
        answer(rubbish);
        require(!isEligible(alice), "rubbish is a claim");
    }

    function testFuzz_NoHeadStopsARefresh(uint256 signatureAt, uint256 dataAt, uint256 first, uint256 second) public {
        answer(claim(1, signatureAt, dataAt, first, second));
        require(registry.contains(alice), "gone");
    }

    function answer(bytes memory given) private {
        identity.setAnswer(given);
        refreshOne(alice);
    }

    function refuse(bytes memory given) private {
        answer(honest);
        require(isEligible(alice), "the claim it starts from is not read");
        answer(given);
        require(!isEligible(alice), "read as a claim");
    }

    /// @dev Head of six words, then a word at 192 (`first`), 32 bytes, a word at 256 (`second`), 96 bytes.
    function claim(
        uint256 topic,
        uint256 signatureAt,
        uint256 dataAt,
        uint256 first,
        uint256 second
    ) private pure returns (bytes memory) {
        bytes memory head = abi.encode(topic, 1, address(0), signatureAt, dataAt, 192);
        return bytes.concat(head, abi.encode(first, bytes32(0), second, bytes32(0), bytes32(0), bytes32(0)));
    }

    function cut(bytes memory whole, uint256 length) private pure returns (bytes memory part) {
        part = new bytes(length);
        for (uint256 i = 0; i < length; ++i) part[i] = whole[i];
    }
}
