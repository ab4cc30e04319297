// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { Matter } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { FilingStatus, IFilingRegistry } from "../../contracts/oversight/interfaces/IFilingRegistry.sol";
import { ISettlementAssets } from "../../contracts/oversight/interfaces/ISettlementAssets.sol";

/// @notice Remembers what the deal told its waterfall.
contract WaterfallLog {
    IERC20 public asset;
    address public opener;
    uint256[] private _opened;
    address public bringer;

    constructor(IERC20 asset_) {
        asset = asset_;
    }

    function open(uint256[] calldata minted) external {
        require(opener == address(0), "opened already");
        (opener, _opened) = (msg.sender, minted);
    }

    function succeedAsset(IERC20 next, address bringer_) external {
        (asset, bringer) = (next, bringer_);
    }

    function opened() external view returns (uint256[] memory) {
        return _opened;
    }

    function outstandingPrincipal(uint256 number) external view returns (uint256) {
        return _opened[number] / 2;
    }
}

/// @notice Remembers what the deal told its paying agent.
contract PayingLog {
    address public holder;
    address public to;
    uint256 public amount;
    address public asset;

    function setAttachment(address holder_, address to_, uint256 amount_) external {
        (holder, to, amount) = (holder_, to_, amount_);
    }

    function succeedAsset(address asset_) external {
        asset = asset_;
    }
}

/// @notice A filing that is effective until it is suspended.
contract FilingGate {
    bool public suspended;

    function suspend(bool yes) external {
        suspended = yes;
    }

    function requireEffective(bytes32) external view {
        require(!suspended, IFilingRegistry.FilingNotEffective(FilingStatus.Suspended));
    }
}

/// @notice A list of assets by currency.
contract AssetGate {
    mapping(address asset => bytes3 currency) public currencyOf;

    function approve(address asset, bytes3 currency) external {
        currencyOf[asset] = currency;
    }

    function requireApproved(address asset, bytes3 currency) external view {
        require(
            currencyOf[asset] != 0 && currencyOf[asset] == currency,
            ISettlementAssets.AssetNotApproved(asset, currency)
        );
    }
}

/// @notice A register of disclosures that may be out of order.
contract DisclosureLog {
    error OutOfOrder();

    bool public outOfOrder;
    uint256 public raised;
    address public deal;
    Matter public matter;
    uint64 public subject;

    function fail(bool yes) external {
        outOfOrder = yes;
    }

    function raise(address deal_, Matter matter_, uint64 subject_) external returns (uint256) {
        require(!outOfOrder, OutOfOrder());
        (deal, matter, subject) = (deal_, matter_, subject_);
        return raised++;
    }
}
