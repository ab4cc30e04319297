// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { Holders } from "../support/Holders.sol";
import { SignatureWallet } from "../mocks/SignatureWallet.sol";

/// @title ERC-2612: signed allowances of wallets and of contracts, and what is not one
contract PermitsTest is Holders {
    uint256 private constant KEY = 0xB0B;
    /// @dev The order of the curve's group: s and ORDER − s sign the same.
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;
    address private signer;
    uint256 private deadline;

    function setUp() public override {
        super.setUp();
        signer = vm.addr(KEY);
        deadline = START + 1 hours;
        admit(signer);
        token.mint(signer, 100);
    }

    // Wallets

    function test_APermitIsAnAllowance() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(signer, 60, 0));
        vm.expectEmit(address(token));
        emit IERC20.Approval(signer, carol, 60);
        token.permit(signer, carol, 60, deadline, v, r, s);
        vm.assertEq(token.allowance(signer, carol), 60);
        vm.assertEq(token.nonces(signer), 1);
        vm.prank(carol);
        token.transferFrom(signer, bob, 60);
        vm.assertEq(token.balanceOf(bob), 60);
    }

    function test_APermitsSignatureCanComeAsBytes() public {
        permitAsBytes(signer, 60, sign(KEY, digest(signer, 60, 0)));
        vm.assertEq(token.allowance(signer, carol), 60);
    }

    function test_PermitsAreUsedInTurn() public {
        bytes memory second = sign(KEY, digest(signer, 7, 1));
        expectInvalid(signer);
        permitAsBytes(signer, 7, second);
        permitAsBytes(signer, 60, sign(KEY, digest(signer, 60, 0)));
        permitAsBytes(signer, 7, second);
        vm.assertEq(token.allowance(signer, carol), 7);
        vm.assertEq(token.nonces(signer), 2);
    }

    function test_APermitIsGoodInTheLastSecond() public {
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        vm.warp(deadline);
        permitAsBytes(signer, 60, signature);
        vm.assertEq(token.allowance(signer, carol), 60);
    }

    function test_RevertWhen_ThePermitExpired() public {
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.PermitExpired.selector, deadline));
        permitAsBytes(signer, 60, signature);
    }

    function test_RevertWhen_APermitIsReplayed() public {
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        permitAsBytes(signer, 60, signature);
        expectInvalid(signer);
        permitAsBytes(signer, 60, signature);
    }

    function testFuzz_RevertWhen_AnotherKeySigned(uint256 key) public {
        key = bound(key, 1, type(uint128).max);
        vm.assume(key != KEY);
        bytes memory signature = sign(key, digest(signer, 60, 0));
        expectInvalid(signer);
        permitAsBytes(signer, 60, signature);
    }

    function testFuzz_RevertWhen_AnythingSignedIsChanged(uint256 value, address spender, uint256 until) public {
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        vm.assume(value != 60 && spender != carol && until != deadline);
        until = bound(until, START, type(uint256).max - 1);
        vm.assume(until != deadline);
        expectInvalid(signer);
        token.permit(signer, carol, value, deadline, signature);
        expectInvalid(signer);
        token.permit(signer, spender, 60, deadline, signature);
        expectInvalid(signer);
        token.permit(signer, carol, 60, until, signature);
    }

    function test_RevertWhen_ThePermitIsForAnotherToken() public {
        SecurityToken other = deployToken("B");
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        expectInvalid(signer);
        other.permit(signer, carol, 60, deadline, signature);
    }

    function test_RevertWhen_ThePermitIsForAnotherChain() public {
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        bytes32 here = token.DOMAIN_SEPARATOR();
        vm.chainId(block.chainid + 1);
        vm.assertTrue(token.DOMAIN_SEPARATOR() != here);
        vm.assertEq(token.DOMAIN_SEPARATOR(), domain(address(token)));
        expectInvalid(signer);
        permitAsBytes(signer, 60, signature);
        permitAsBytes(signer, 60, sign(KEY, digest(signer, 60, 0)));
        vm.assertEq(token.allowance(signer, carol), 60);
    }

    function test_RevertWhen_TheSignatureIsTheOtherOneOfThePair() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(signer, 60, 0));
        bytes32 high = bytes32(ORDER - uint256(s));
        uint8 flipped = v == 27 ? 28 : 27;
        vm.assertEq(ecrecover(digest(signer, 60, 0), flipped, r, high), signer);
        expectInvalid(signer);
        token.permit(signer, carol, 60, deadline, flipped, r, high);
        expectInvalid(signer);
        token.permit(signer, carol, 60, deadline, abi.encodePacked(r, high, flipped));
    }

    function test_RevertWhen_TheSignatureIsCompact() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(signer, 60, 0));
        bytes32 compact = bytes32(uint256(s) | (uint256(v - 27) << 255));
        expectInvalid(signer);
        permitAsBytes(signer, 60, abi.encodePacked(r, compact));
    }

    function test_RevertWhen_TheSignatureIsNone() public {
        expectInvalid(signer);
        permitAsBytes(signer, 60, "");
        expectInvalid(signer);
        token.permit(signer, carol, 60, deadline, 27, bytes32(0), bytes32(0));
    }

    function test_RevertWhen_NobodysSignatureIsTheZeroAddresss() public {
        expectInvalid(address(0));
        token.permit(address(0), carol, 60, deadline, 29, bytes32(uint256(1)), bytes32(uint256(1)));
    }

    // Somebody else is faster

    function test_APermitUsedByAnotherFirstStillLetsTheTransferThrough() public {
        bytes memory signature = sign(KEY, digest(signer, 60, 0));
        vm.prank(stranger);
        permitAsBytes(signer, 60, signature);
        vm.startPrank(carol);
        // As routers do: a permit that fails is not the end, the allowance decides.
        (bool permitted, ) = address(token).call(
            abi.encodeWithSignature(
                "permit(address,address,uint256,uint256,bytes)",
                signer,
                carol,
                60,
                deadline,
                signature
            )
        );
        vm.assertFalse(permitted);
        token.transferFrom(signer, bob, 60);
        vm.stopPrank();
        vm.assertEq(token.balanceOf(bob), 60);
    }

    function test_APermitAndATransferGoInOneMulticall() public {
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeWithSignature(
            "permit(address,address,uint256,uint256,bytes)",
            signer,
            carol,
            60,
            deadline,
            sign(KEY, digest(signer, 60, 0))
        );
        calls[1] = abi.encodeCall(token.transferFrom, (signer, bob, 60));
        vm.prank(carol);
        token.multicall(calls);
        vm.assertEq(token.balanceOf(bob), 60);
    }

    function test_APermitDoesNotGetAFrozenWalletsUnitsOut() public {
        token.setAddressFrozen(signer, true);
        permitAsBytes(signer, 60, sign(KEY, digest(signer, 60, 0)));
        expectFrozen(signer);
        vm.prank(carol);
        token.transferFrom(signer, bob, 60);
    }

    // Contracts

    function test_AContractWalletPermitsByItsOwnRules() public {
        SignatureWallet wallet = new SignatureWallet(signer);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(address(wallet), 60, 0));
        permitAsBytes(address(wallet), 60, abi.encode(r, s, v));
        vm.assertEq(token.allowance(address(wallet), carol), 60);
        vm.assertEq(token.nonces(address(wallet)), 1);
        expectInvalid(address(wallet));
        permitAsBytes(address(wallet), 60, abi.encode(r, s, v));
    }

    function test_RevertWhen_AContractWalletRefusesRevertsOrAnswersTooShort() public {
        SignatureWallet wallet = new SignatureWallet(signer);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digest(address(wallet), 60, 0));
        SignatureWallet.Answer[3] memory answers = [
            SignatureWallet.Answer.Refusing,
            SignatureWallet.Answer.Reverting,
            SignatureWallet.Answer.TooShort
        ];
        for (uint256 i = 0; i < answers.length; ++i) {
            wallet.answerWith(answers[i]);
            expectInvalid(address(wallet));
            permitAsBytes(address(wallet), 60, abi.encode(r, s, v));
        }
    }

    function test_RevertWhen_AContractWalletWouldComeBackWhileItIsAsked() public {
        SignatureWallet wallet = new SignatureWallet(signer);
        wallet.comeBack(address(token), abi.encodeCall(token.approve, (carol, 1)));
        expectInvalid(address(wallet));
        permitAsBytes(address(wallet), 60, "any");
        // What it calls changes nothing, so it may.
        wallet.comeBack(address(token), abi.encodeCall(token.balanceOf, (carol)));
        permitAsBytes(address(wallet), 60, "any");
        vm.assertEq(token.allowance(address(wallet), carol), 60);
    }

    function test_RevertWhen_AContractKnowsNoSignatures() public {
        expectInvalid(address(registry));
        permitAsBytes(address(registry), 60, sign(KEY, digest(address(registry), 60, 0)));
    }

    // The domain

    function test_EachCloneHasADomainOfItsOwn() public {
        SecurityToken other = deployToken("B");
        expectDomain(token);
        expectDomain(other);
        vm.assertTrue(token.DOMAIN_SEPARATOR() != other.DOMAIN_SEPARATOR());
    }

    function expectDomain(SecurityToken clone) private view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chain,
            address verifier,
            bytes32 salt,
            uint256[] memory extensions
        ) = clone.eip712Domain();
        vm.assertEq(bytes32(fields), bytes32(bytes1(0x0f)));
        vm.assertEq(name, "Sluice Security Token");
        vm.assertEq(version, "1");
        vm.assertEq(chain, block.chainid);
        vm.assertEq(verifier, address(clone));
        vm.assertEq(salt, bytes32(0));
        vm.assertEq(extensions.length, 0);
        vm.assertEq(clone.DOMAIN_SEPARATOR(), domain(address(clone)));
    }

    function permitAsBytes(address owner, uint256 value, bytes memory signature) private {
        token.permit(owner, carol, value, deadline, signature);
    }

    function expectInvalid(address owner) private {
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.PermitSignatureInvalid.selector, owner));
    }

    /// @dev Written out from the ERC, not asked of the token.
    function digest(address owner, uint256 value, uint256 nonce) private view returns (bytes32) {
        bytes32 message = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                carol,
                value,
                nonce,
                deadline
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain(address(token)), message));
    }

    function domain(address verifier) private view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("Sluice Security Token"),
                    keccak256("1"),
                    block.chainid,
                    verifier
                )
            );
    }
}
