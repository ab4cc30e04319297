// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { DealContracts } from "../../contracts/deal/interfaces/IDeal.sol";
import { Offering } from "../../contracts/offering/Offering.sol";
import { FilingStatus, IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";
import { AssetOf } from "./SettlementAssets.sol";

/// @notice What an offering asks of its deal, and what it tells it; written down.
contract RecordingDeal {
    bytes32 public constant filing = keccak256("filing");
    address public proceeds;
    uint256 public opened;
    uint256 public failed;
    /// @dev What lay with the proceeds when the deal was opened.
    uint256 public proceedsAtOpening;
    IERC20 private _asset;
    uint256[] private _minted;

    error NotTheOffering();

    address public offering;

    function wire(address offering_, address proceeds_, IERC20 asset) external {
        (offering, proceeds, _asset) = (offering_, proceeds_, asset);
    }

    function openDeal(uint256[] calldata minted_) external {
        require(msg.sender == offering, NotTheOffering());
        ++opened;
        _minted = minted_;
        proceedsAtOpening = _asset.balanceOf(proceeds);
    }

    function failDeal() external {
        require(msg.sender == offering, NotTheOffering());
        ++failed;
    }

    function contracts() external view returns (DealContracts memory all) {
        all.proceeds = proceeds;
        all.offering = offering;
    }

    function minted() external view returns (uint256[] memory) {
        return _minted;
    }
}

/// @notice What an offering asks of the registry of filings.
contract StatedFiling {
    FilingStatus public status = FilingStatus.Filed;

    function set(FilingStatus status_) external {
        status = status_;
    }

    function requireEffective(bytes32) external view {
        require(status == FilingStatus.Filed, IFilingRegistry.FilingNotEffective(status));
    }
}

/// @notice What an offering asks of the list of settlement assets.
contract CurrencyList {
    mapping(address asset => bytes3 currency) private _approved;

    function set(address asset, bytes3 currency) external {
        _approved[asset] = currency;
    }

    function requireApproved(address asset, bytes3 currency) external view {
        require(_approved[asset] == currency, ISettlementAssets.AssetNotApproved(asset, currency));
    }
}

/// @notice Takes proceeds over, and writes down what it was told.
contract RecordingProceeds {
    uint256 public calls;
    uint256 public cash;
    uint256 public inKind;

    function receiveProceeds(uint256 cash_, uint256 inKind_) external {
        ++calls;
        (cash, inKind) = (cash_, inKind_);
    }
}

/// @notice Keeps a hundredth of what is sent, for itself.
contract FeeAsset is AssetOf(6) {
    function _update(address from, address to, uint256 amount) internal override {
        if (from == address(0)) return super._update(from, to, amount);
        super._update(from, address(this), amount / 100);
        super._update(from, to, amount - amount / 100);
    }
}

/// @notice Refuses to pay whom it has blocked, as regulated stablecoins do.
contract BlockingAsset is AssetOf(6) {
    mapping(address holder => bool blocked) public isBlocked;

    error Blocked(address holder);

    function blockHolder(address holder, bool blocked) external {
        isBlocked[holder] = blocked;
    }

    function _update(address from, address to, uint256 amount) internal override {
        require(!isBlocked[to], Blocked(to));
        super._update(from, to, amount);
    }
}

/// @notice Comes back into the offering, as the investor that it is, while it is asked to move.
contract ReturningCoin is AssetOf(6) {
    Offering private _target;
    bytes private _call;
    bytes public answer;
    bool public passed;
    uint256 public returns_;

    function aim(Offering target, bytes calldata call_) external {
        (_target, _call) = (target, call_);
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        bool isOfOffering = from == address(_target) || to == address(_target);
        if (!isOfOffering || _call.length == 0) return;
        ++returns_;
        (passed, answer) = address(_target).call(_call);
    }
}

/// @notice Returns nothing from its transfers, as some old tokens do.
contract MuteAsset {
    uint8 public constant decimals = 6;
    mapping(address holder => uint256 amount) public balanceOf;
    mapping(address holder => mapping(address spender => uint256 amount)) public allowance;

    function mint(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function approve(address spender, uint256 amount) external returns (bool) {
        allowance[msg.sender][spender] = amount;
        return true;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        allowance[from][msg.sender] -= amount;
        balanceOf[from] -= amount;
        balanceOf[to] += amount;
    }
}

/// @notice A module that needs much gas to say yes.
contract ThirstyModule {
    uint256 private constant _NEEDED = 400_000;

    function bindCompliance(address) external {}

    function unbindCompliance(address) external {}

    function moduleTransferAction(address, address, uint256) external {}

    function moduleMintAction(address, uint256) external {}

    function moduleBurnAction(address, uint256) external {}

    function moduleCheck(address, address, uint256, address) external view returns (bool) {
        uint256 start = gasleft();
        uint256 x;
        while (start - gasleft() < _NEEDED) ++x;
        return x != 0;
    }

    function isComplianceBound(address) external pure returns (bool) {
        return true;
    }

    function canComplianceBind(address) external pure returns (bool) {
        return true;
    }

    function isPlugAndPlay() external pure returns (bool) {
        return true;
    }

    function name() external pure returns (string memory) {
        return "Thirsty";
    }
}
