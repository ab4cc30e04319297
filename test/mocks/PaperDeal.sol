// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DisclosureTerms } from "../../contracts/oversight/interfaces/IDisclosures.sol";
import { PartyBook } from "./PartyBook.sol";

/// @notice As much of a deal as oversight asks for: parties, contracts, days to disclose.
contract PaperDeal is PartyBook {
    mapping(address account => bool belongs) public isPart;
    DisclosureTerms private _terms;

    function take(address account) external {
        isPart[account] = true;
    }

    function setDisclosureTerms(DisclosureTerms calldata terms) external {
        _terms = terms;
    }

    function disclosureTerms() external view returns (DisclosureTerms memory) {
        return _terms;
    }
}

/// @notice A factory that takes anything for its deal that it was told of.
contract PaperDealFactory {
    mapping(address deal => bool made) public isDeal;

    function list(address deal) external {
        isDeal[deal] = true;
    }
}
