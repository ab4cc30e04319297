// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }
    function prank(address) external;
    function prank(address, address) external;
    function startPrank(address) external;
    function stopPrank() external;
    function warp(uint256) external;
    function roll(uint256) external;
    function deal(address, uint256) external;
    function assume(bool) external pure;
    function expectRevert() external;
    function expectRevert(bytes4) external;
    function expectRevert(bytes calldata) external;
    function expectEmit() external;
    function expectEmit(bool, bool, bool, bool) external;
    function expectEmit(bool, bool, bool, bool, address) external;
    function recordLogs() external;
    function expectPartialRevert(bytes4) external;
    function getRecordedLogs() external returns (Log[] memory);
    function snapshotState() external returns (uint256);
    function revertToState(uint256) external returns (bool);
    function addr(uint256) external pure returns (address);
    function sign(uint256, bytes32) external pure returns (uint8, bytes32, bytes32);
    function label(address, string calldata) external;
    function ffi(string[] calldata) external returns (bytes memory);
    function readFile(string calldata) external view returns (string memory);
    function getCode(string calldata) external view returns (bytes memory);
    function load(address, bytes32) external view returns (bytes32);
    function store(address, bytes32, bytes32) external;
    function etch(address, bytes calldata) external;
    function mockCall(address, bytes calldata, bytes calldata) external;
    function bound(uint256, uint256, uint256) external pure returns (uint256);
    function snapshotGasLastCall(string calldata) external returns (uint256);
    function startSnapshotGas(string calldata) external;
    function stopSnapshotGas() external returns (uint256);
    function chainId(uint256) external;
    function expectEmit(address) external;
    function assertTrue(bool) external pure;
    function assertTrue(bool, string calldata) external pure;
    function assertFalse(bool) external pure;
    function assertFalse(bool, string calldata) external pure;
    function assertEq(bool, bool) external pure;
    function assertEq(bool, bool, string calldata) external pure;
    function assertEq(address, address) external pure;
    function assertEq(bytes32, bytes32) external pure;
    function assertEq(string calldata, string calldata) external pure;
    function assertEq(uint256, uint256) external pure;
    function assertEq(uint256, uint256, string calldata) external pure;
    function assertEq(address, address, string calldata) external pure;
    function assertEq(bytes calldata, bytes calldata, string calldata) external pure;
    function toString(uint256) external pure returns (string memory);
    function randomUint() external returns (uint256);
    function parseJsonBytes(string calldata, string calldata) external pure returns (bytes memory);
    function assertEq(bytes calldata, bytes calldata) external pure;
    function parseJsonUint(string calldata, string calldata) external pure returns (uint256);
    function eip712HashStruct(string calldata, bytes calldata) external pure returns (bytes32);
    function writeFile(string calldata, string calldata) external;
    function mockCallRevert(address, bytes calldata, bytes calldata) external;
}
struct FuzzSelector {
    address addr;
    bytes4[] selectors;
}
abstract contract TestBase {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    bool public IS_TEST = true;
    address[] private _targets;
    FuzzSelector[] private _selectors;
    address[] private _senders;
    address[] private _excluded;
    function targetContract(address a) internal {
        _targets.push(a);
    }
    function targetSelector(FuzzSelector memory s) internal {
        _selectors.push(s);
    }
    function targetSender(address a) internal {
        _senders.push(a);
    }
    function targetContracts() public view returns (address[] memory) {
        return _targets;
    }
    function targetSelectors() public view returns (FuzzSelector[] memory) {
        return _selectors;
    }
    function targetSenders() public view returns (address[] memory) {
        return _senders;
    }
    function excludeContracts() public view returns (address[] memory) {
        return _excluded;
    }
    function bound(uint256 x, uint256 lo, uint256 hi) internal pure returns (uint256) {
        return lo + (x % (hi - lo + 1));
    }
}
