// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { DealBook } from "./DealBook.sol";
import { IDocuments } from "./interfaces/IDocuments.sol";

/// @title Documents: ERC-1643, beside the filed terms
abstract contract Documents is IDocuments, DealBook {
    /// @param changedAt when it was set, in seconds; 0 if it is not there
    /// @param place in the list of names, from 0
    struct Document {
        string uri;
        bytes32 documentHash;
        uint40 changedAt;
        uint16 place;
    }

    uint256 private constant LIMIT = 200;

    mapping(bytes32 name => Document document_) private _documents;
    bytes32[] private _names;

    /// @inheritdoc IDocuments
    function setDocument(bytes32 name, string calldata uri, bytes32 documentHash) external {
        _requireIssuer();
        require(name != 0 && bytes(uri).length != 0 && documentHash != 0, DocumentIncomplete());
        Document storage d = _documents[name];
        if (d.changedAt == 0) {
            require(_names.length < LIMIT, TooManyDocuments(LIMIT));
            // Safe cast: below the limit.
            d.place = uint16(_names.length);
            _names.push(name);
        }
        (d.uri, d.documentHash, d.changedAt) = (uri, documentHash, _now());
        emit DocumentUpdated(name, uri, documentHash);
    }

    /// @inheritdoc IDocuments
    function removeDocument(bytes32 name) external {
        _requireIssuer();
        Document memory d = _known(name);
        bytes32 last = _names[_names.length - 1];
        (_names[d.place], _documents[last].place) = (last, d.place);
        _names.pop();
        delete _documents[name];
        emit DocumentRemoved(name, d.uri, d.documentHash);
    }

    /// @inheritdoc IDocuments
    function getDocument(
        bytes32 name
    ) external view returns (string memory uri, bytes32 documentHash, uint256 changedAt) {
        Document memory d = _known(name);
        return (d.uri, d.documentHash, d.changedAt);
    }

    /// @inheritdoc IDocuments
    function getAllDocuments() external view returns (bytes32[] memory names) {
        return _names;
    }

    function _known(bytes32 name) private view returns (Document memory d) {
        d = _documents[name];
        require(d.changedAt != 0, UnknownDocument(name));
    }
}
