// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title ICompliance: the compliance contract of ERC-3643
/// @notice The interface id is 0x3144991c.
interface ICompliance {
    event TokenBound(address token);
    event TokenUnbound(address token);

    function bindToken(address token) external;

    function unbindToken(address token) external;

    function transferred(address from, address to, uint256 amount) external;

    function created(address to, uint256 amount) external;

    function destroyed(address from, uint256 amount) external;

    function canTransfer(address from, address to, uint256 amount) external view returns (bool);

    function isTokenBound(address token) external view returns (bool);

    function getTokenBound() external view returns (address);
}

/// @title IModularCompliance: hosting of external modules, as T-REX 4.1 has it
/// @notice The interface id is 0x4706ff27.
interface IModularCompliance {
    event ModuleInteraction(address indexed target, bytes4 selector);
    event ModuleAdded(address indexed module);
    event ModuleRemoved(address indexed module);

    function addModule(address module) external;

    function removeModule(address module) external;

    function callModuleFunction(bytes calldata callData, address module) external;

    function getModules() external view returns (address[] memory);

    function isModuleBound(address module) external view returns (bool);
}

/// @title IModule: an external compliance module, as T-REX 4.1 has it
/// @notice The interface id is 0xb795d01e. Only calls that Sluice makes are named; `name` and `isPlugAndPlay` are part
/// of it.
interface IModule {
    function bindCompliance(address compliance) external;

    function unbindCompliance(address compliance) external;

    function moduleTransferAction(address from, address to, uint256 value) external;

    function moduleMintAction(address to, uint256 value) external;

    function moduleBurnAction(address from, uint256 value) external;

    function moduleCheck(address from, address to, uint256 value, address compliance) external view returns (bool);

    function isComplianceBound(address compliance) external view returns (bool);

    function canComplianceBind(address compliance) external view returns (bool);

    function isPlugAndPlay() external pure returns (bool);

    function name() external pure returns (string memory);
}
