// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @notice A waterfall that remembers what it was given and pays nobody.
contract RecordingWaterfall {
    error BeforePaymentDate(uint32 date, uint40 opens);
    error DateOutOfOrder(uint32 expected, uint32 got);
    error LessArrived(uint256 expected, uint256 arrived);

    IERC20 public immutable asset;
    uint96 public immutable scale;
    uint40 public immutable START;
    uint40 public constant MONTH = 30 days;

    address public pool;
    uint32 public nextDate = 1;
    bytes public inputCodes;
    uint256 public deposited;
    uint256 public toBuy;
    uint256 public notes;
    uint256[] public inputs;

    constructor(IERC20 asset_, uint96 scale_, uint40 start, bytes memory codes) {
        (asset, scale, START, inputCodes) = (asset_, scale_, start, codes);
    }

    function setPool(address pool_) external {
        pool = pool_;
    }

    function setFirst(uint32 first) external {
        nextDate = first;
    }

    function buyNext(uint256 face) external {
        toBuy = face;
    }

    function setNotes(uint256 outstanding) external {
        notes = outstanding;
    }

    function deposit(uint256 amount) external {
        require(msg.sender == pool, "not the pool");
        deposited += amount;
        uint256 held = asset.balanceOf(address(this));
        require(held >= deposited * scale, LessArrived(deposited * scale, held));
    }

    function run(uint32 date, uint256[] calldata inputs_) external returns (uint256 bought) {
        require(msg.sender == pool, "not the pool");
        require(date == nextDate, DateOutOfOrder(nextDate, date));
        (uint40 opens, ) = datesOf(date);
        require(block.timestamp >= opens, BeforePaymentDate(date, opens));
        inputs = inputs_;
        nextDate = date + 1;
        (bought, toBuy) = (toBuy, 0);
    }

    /// @notice The n-th date is n months of thirty days after the start.
    function datesOf(uint32 date) public view returns (uint40 opens, uint40 recordDate) {
        opens = START + date * MONTH;
        recordDate = opens - 1 days;
    }

    function given() external view returns (uint256[] memory) {
        return inputs;
    }

    function cash() external view returns (uint256 waiting, uint256 missing) {
        return (deposited, 77);
    }

    function ledger() external view returns (uint256[] memory numbers, uint256[] memory values) {
        numbers = new uint256[](4);
        values = new uint256[](4);
        // Two classes' balances, one's interest due, one fee.
        (numbers[0], numbers[1], numbers[2], numbers[3]) = (0, 1, 16, 256);
        (values[0], values[1], values[2], values[3]) = (notes, 1e30, notes, 1e30);
    }
}
