// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import { IParties } from "../../deal/interfaces/IParties.sol";
import { IDeclarations } from "../../distribution/interfaces/IDeclarations.sol";

/// @notice What a waterfall is created with, beside its program.
/// @param parties tells who trustee and verifier are
/// @param pool gives the inputs of each date and brings the cash: nobody else can
/// @param payingAgent takes what the classes are paid
/// @param asset the settlement asset; has at least as many decimals as the deal's money
/// @param seller is paid for receivables bought
/// @param feePayees who each fee is paid to, in the order of the program
/// @param longStop seconds after a payment date after which, if it could not be run, the fallback may be opened
/// @param offered nothing runs before the deal has opened it ({IDealWaterfall}); else it opens by itself, as the
/// program says, when the first date is run
/// @param breaches cells of up to six triggers whose trip is disclosed, 16 bits each, the first lowest; 0 for none
struct WaterfallTerms {
    IParties parties;
    address pool;
    IDeclarations payingAgent;
    IERC20 asset;
    address seller;
    address[] feePayees;
    uint40 longStop;
    bool offered;
    uint96 breaches;
}

/// @title IWaterfall: holds the cash of a deal and runs it down the priority of payments
/// @notice Money is counted in the deal's own unit, 10^−decimals of its currency; amounts are multiplied at the door
/// where the settlement asset has more decimals. Everybody is paid by pull: the classes by the paying agent, fees and
/// the seller here.
///
/// Warning: the program can never be changed. An amendment is a new deal and an exchange of notes.
/// Warning: what the accounts open with must have been transferred here before it is opened; until then it can't be.
/// Warning: any other cash that is simply transferred here belongs to nobody's books and stays.
interface IWaterfall {
    /// @notice Cash for the next date that is run, brought by the pool.
    event Deposited(uint256 amount);
    /// @notice A payment date was run: enough to run it again off chain and to compare.
    /// @param date number of the payment date
    /// @param deposit the cash that was there for it
    /// @param inputs the inputs in the program's order, as the run saw them
    /// @param flows for every step from op 8 on, in order: one byte that says which of its three amounts are not 0 (bit
    /// i: amount i), then these, 16 bytes each
    event DateRun(uint32 indexed date, uint256 deposit, uint256[] inputs, bytes flows);
    /// @notice What was reported up to now and has not arrived.
    event CashMissing(uint32 indexed date, uint256 amount);
    /// @notice Due on this date to the seller and to the payee of each fee, in the order of the program: to be
    /// withdrawn.
    event Owed(uint32 indexed date, uint256[] amounts);
    event Withdrawn(address indexed payee, uint256 amount);
    /// @notice The notes are due: the input `accelerated` is 1 from now on.
    event Accelerated();
    /// @notice The deal calls the notes on `date`: the input `called` is 1 there.
    event Called(uint32 indexed date);
    /// @notice The trustee waives a trigger on `date`.
    event Waived(uint32 indexed date, uint8 trigger);
    /// @notice `party` asked for the fallback; it opens when trustee and verifier both have.
    event FallbackAsked(address indexed party, uint32 date);
    /// @notice The program will never run again: cash goes to the classes in order of seniority.
    event FallbackOpened(uint32 indexed date);
    /// @notice In the fallback, `cash` went to the classes.
    event FallbackRun(uint32 indexed date, uint256 cash);

    error NotTheFactory(address caller);
    error NotThePool(address caller);
    error NotTheTrustee(address caller);
    error NotTheDeal(address caller);
    /// @notice Trustee or verifier only.
    error NotTrusteeNorVerifier(address caller);
    error ZeroAddress();
    /// @notice One payee for each fee of the program.
    error FeePayeesDoNotMatch(uint256 fees, uint256 payees);
    /// @notice The settlement asset must count at least as finely as the deal.
    error AssetTooCoarse(uint8 dealDecimals, uint8 assetDecimals);
    /// @notice Less arrived than was said: an asset that takes a fee of transfers can't be used.
    error LessArrived(uint256 expected, uint256 arrived);
    /// @notice Cash of one date is below 2^100 units in all.
    error TooMuchCash(uint256 amount);
    /// @notice Each date is run once, in order.
    error DateOutOfOrder(uint32 expected, uint32 got);
    error BeforePaymentDate(uint32 date, uint40 opens);
    /// @notice One value for each input of the program.
    error InputsDoNotMatch(uint256 expected, uint256 got);
    /// @notice All dates of the program have been run.
    error NoDateLeft(uint32 lastDate);
    error NothingOwed(address payee);
    /// @notice The fallback is for a date that could not be run for the whole long stop.
    error FallbackTooEarly(uint32 date, uint40 opens);
    /// @notice The fallback was opened: the program will never run again.
    error InFallback();
    /// @notice The fallback was not opened.
    error NotInFallback();
    /// @notice The program has no waivable trigger of this number.
    error NoSuchWaiver(uint8 trigger);
    /// @notice This date was run already, or is not one of the program's.
    error NotADateToCome(uint32 date);
    /// @notice A trigger whose trip is disclosed is a cell below the constants.
    error NotATriggerCell(uint256 cell);

    /// @notice Books `amount` that the caller has transferred here, for the next date. Only the pool.
    function deposit(uint256 amount) external;

    /// @notice Runs payment date `date`. Only the pool, which lets anyone ask for it from the payment date on.
    /// @dev Cash inputs are what was reported; what did not arrive is taken off here, in the program's cash order, and
    /// is asked for again on the next date: late cash is put where it was missing. The input `shortfall`, if the
    /// program has it, is what is missing still. Values beyond 2^120 − 1 count as that. Never reverts for a figure.
    /// What the trustee or the deal has said here (accelerated, called, waived) counts beside what is given.
    /// @param inputs one value for each of the program's inputs, in its order
    /// @return bought the face of receivables bought on this date
    function run(uint32 date, uint256[] calldata inputs) external returns (uint256 bought);

    /// @notice What a run of the next date would give now, on `deposit` of cash: nothing is changed, and cash inputs
    /// are taken as given.
    /// @return cells all of the machine's cells, by number
    /// @return cashIn how much of the deposit would come in
    /// @return cashOut what would be paid
    /// @return flows as in `DateRun`
    function preview(
        uint256[] calldata inputs,
        uint256 deposit
    ) external view returns (uint256[] memory cells, uint256 cashIn, uint256 cashOut, bytes memory flows);

    /// @notice Sends what `payee` is owed to it. Anyone may call.
    function withdraw(address payee) external returns (uint256 amount);

    /// @notice Makes the notes due. Only the trustee; it can't be undone.
    function accelerate() external;

    /// @notice Calls the notes on `date`. Only the deal, which has checked notice, price and threshold.
    function callNotes(uint32 date) external;

    /// @notice Waives the `trigger`-th waivable trigger on `date`, counted from 0. Only the trustee, before the date is
    /// run.
    function waive(uint32 date, uint8 trigger) external;

    /// @notice Asks for the fallback: a date that could not be run for the whole long stop. Only trustee and verifier;
    /// opens, for good, when both have asked for the same date.
    function openFallback() external;

    /// @notice In the fallback, pays the cash in hand on the next date: principal to the classes in order of seniority,
    /// what is left to the last class. Anyone may call from the payment date on.
    function runFallback() external;

    /// @notice The settlement asset.
    function asset() external view returns (IERC20);

    /// @notice Units of the asset to one unit of the deal's money.
    function scale() external view returns (uint96);

    /// @notice Number of the date that is run next; one beyond the last when all are done.
    function nextDate() external view returns (uint32);

    /// @notice When payment date `date` opens, and the moment whose holders it pays, in seconds.
    function datesOf(uint32 date) external view returns (uint40 opens, uint40 recordDate);

    /// @notice The program's bytes; see the folder's README.
    function program() external view returns (bytes memory);

    /// @notice Codes of the program's inputs in its order; see the folder's README.
    function inputCodes() external view returns (bytes memory);

    /// @notice A kept cell of the ledger, in units: class, fee, account or memory cells by their number.
    function cell(uint256 number) external view returns (uint256);

    /// @notice All kept cells: cell numbers, and what they hold.
    function ledger() external view returns (uint256[] memory numbers, uint256[] memory values);

    /// @notice Cash that waits for the next date, and what was reported for earlier dates and did not arrive.
    function cash() external view returns (uint256 waiting, uint256 missing);

    /// @notice All cash that is somebody's here: waiting, in accounts, owed to payees. The balance in the settlement
    /// asset is never less.
    function booked() external view returns (uint256);

    /// @notice What `payee` may withdraw.
    function owedTo(address payee) external view returns (uint256);

    /// @notice Outstanding principal of a class, counted from 0, in units.
    function outstandingPrincipal(uint256 classNumber) external view returns (uint256);
}
