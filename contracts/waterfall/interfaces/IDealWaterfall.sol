// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title IDealWaterfall: what only the deal may tell its waterfall
interface IDealWaterfall {
    /// @notice The offering settled: the ledger opens at `balances`.
    event Opened(uint256[] balances);
    /// @notice What is on the books is in `asset` from now on; `bringer` gave it and took the former asset for it.
    event AssetSucceeded(IERC20 indexed former, IERC20 indexed asset, address indexed bringer, uint256 amount);

    /// @notice The former asset refused the transfer: `amount` of its units wait for `bringer`.
    event FormerAssetOwed(IERC20 indexed former, address indexed bringer, uint256 amount);
    event FormerAssetWithdrawn(IERC20 indexed former, address indexed bringer, uint256 amount);

    /// @notice The waterfall of an offered deal opens once.
    error OpenedAlready();
    /// @notice Nothing runs before the offering settled.
    error NotOpened();
    /// @notice More was minted of class `number` than the program has.
    error MintedAboveFace(uint256 number, uint256 face, uint256 minted);
    /// @notice One amount for each class of the program.
    error ClassesDoNotMatch(uint256 classes, uint256 amounts);
    /// @notice It is the settlement asset already.
    error SameAsset(IERC20 asset);
    /// @notice Of this asset some is still owed to who brought its successor: it must be withdrawn first.
    error FormerAssetStillOwed(IERC20 asset, address bringer);

    /// @notice Opens the ledger: the balance of each class is what was minted of it, and so is its ceiling. What the
    /// accounts open with must be here already. Only the deal, once; nothing is run before.
    /// A class without a face has no balance, whatever was minted of it.
    function open(uint256[] calldata minted) external;

    /// @notice Takes all that is on the books, in `next`, from `bringer`, who has approved it, and gives the former
    /// asset for it. A former asset that refuses the transfer is owed to the bringer instead. Only the deal.
    function succeedAsset(IERC20 next, address bringer) external;

    /// @notice Sends the bringer what is owed to it of a former asset. Anyone may call.
    function withdrawFormer(IERC20 former) external returns (uint256 amount);

    /// @notice What is owed of a former asset, in its own units, and to whom.
    function formerOwed(IERC20 former) external view returns (address bringer, uint256 amount);
}
