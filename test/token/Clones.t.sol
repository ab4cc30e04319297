// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Initializable } from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import { Errors } from "@openzeppelin/contracts/utils/Errors.sol";

import { IAgentRole } from "../../contracts/token/interfaces/IAgentRole.sol";
import { IERC3643 } from "../../contracts/token/interfaces/IERC3643.sol";
import { ISecurityToken } from "../../contracts/token/interfaces/ISecurityToken.sol";
import { SecurityToken } from "../../contracts/token/SecurityToken.sol";
import { TokenFactory } from "../../contracts/token/TokenFactory.sol";
import { Holders } from "../support/Holders.sol";
import { Keeper } from "../mocks/Keeper.sol";
import { PrincipalBook } from "../mocks/PrincipalBook.sol";

/// @title Tokens are clones of one locked implementation, started once by their factory, on sound terms
contract ClonesTest is Holders {
    // Who may start one

    function test_RevertWhen_TheImplementationItselfIsStarted() public {
        SecurityToken implementation = SecurityToken(factory.IMPLEMENTATION());
        vm.assertEq(implementation.owner(), address(0));
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        vm.prank(address(factory));
        implementation.initialize(soundTerms());
    }

    function test_RevertWhen_ACloneIsStartedTwice() public {
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        vm.prank(address(factory));
        token.initialize(soundTerms());
        vm.expectRevert(Initializable.InvalidInitialization.selector);
        token.initialize(soundTerms());
    }

    function test_RevertWhen_AnotherThanTheFactoryStartsAClone() public {
        SecurityToken stray = SecurityToken(Clones.clone(factory.IMPLEMENTATION()));
        vm.expectRevert(abi.encodeWithSelector(ISecurityToken.NotTheFactory.selector, address(this)));
        stray.initialize(soundTerms());
        vm.prank(address(factory));
        stray.initialize(soundTerms());
        vm.assertEq(stray.owner(), address(this));
    }

    // Where it is

    function test_TheAddressIsKnownBefore() public {
        address foretold = factory.addressOf(bob, "salt");
        vm.expectEmit(address(factory));
        emit TokenFactory.TokenCreated(foretold, address(this), "NOTE");
        vm.prank(bob);
        vm.assertEq(factory.create(soundTerms(), "salt"), foretold);
    }

    function test_EachCreatorHasAddressesOfItsOwn() public {
        vm.assertTrue(factory.addressOf(bob, "salt") != factory.addressOf(carol, "salt"));
        vm.assertTrue(factory.addressOf(bob, "salt") != factory.addressOf(bob, "pepper"));
        vm.prank(bob);
        factory.create(soundTerms(), "salt");
        vm.prank(carol);
        vm.assertEq(factory.create(soundTerms(), "salt"), factory.addressOf(carol, "salt"));
    }

    function test_RevertWhen_TheSaltWasUsed() public {
        factory.create(soundTerms(), "salt");
        vm.expectRevert(Errors.FailedDeployment.selector);
        factory.create(soundTerms(), "salt");
    }

    // How it starts

    function test_ATokenStartsOpenAndAsItsTermsSay() public {
        ISecurityToken.TokenTerms memory terms = soundTerms();
        terms.onchainID = address(0x1D);
        terms.decimals = 0;
        SecurityToken created = create(terms);
        vm.assertEq(created.name(), "Note");
        vm.assertEq(created.symbol(), "NOTE");
        vm.assertEq(created.decimals(), 0);
        vm.assertEq(created.onchainID(), address(0x1D));
        vm.assertEq(created.maximumSupply(), type(uint96).max);
        vm.assertEq(created.totalSupply(), 0);
        vm.assertEq(created.identityRegistry(), address(registry));
        vm.assertEq(created.compliance(), address(compliance));
        vm.assertEq(created.FACTORY(), address(factory));
        vm.assertEq(created.version(), "1.0.0");
        vm.assertTrue(created.isAgent(address(this)));
        vm.assertTrue(compliance.isTokenBound(address(created)));
        vm.assertFalse(created.paused() || created.mintClosed() || created.inDeal());
    }

    function test_TheStartIsTold() public {
        address expected = factory.addressOf(address(this), "salt");
        vm.expectEmit(expected);
        emit IERC3643.IdentityRegistryAdded(address(registry));
        vm.expectEmit(expected);
        emit IERC3643.ComplianceAdded(address(compliance));
        vm.expectEmit(expected);
        emit IAgentRole.AgentAdded(address(this));
        vm.expectEmit(expected);
        emit IERC3643.UpdatedTokenInformation("Note", "NOTE", 6, "1.0.0", address(0));
        create(soundTerms());
    }

    function test_TheLargestSupplyCanBeMinted() public {
        SecurityToken created = create(soundTerms());
        created.mint(alice, type(uint96).max);
        vm.prank(alice);
        created.transfer(bob, type(uint96).max);
        vm.assertEq(created.balanceOf(bob), type(uint96).max);
        vm.assertEq(created.totalSupply(), type(uint96).max);
    }

    // Terms that are refused

    function test_RevertWhen_TheTermsAreBad() public {
        ISecurityToken.TokenTerms memory terms = soundTerms();
        terms.decimals = 19;
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.DecimalsOutOfRange.selector, 19));
        terms = soundTerms();
        terms.name = "";
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.EmptyText.selector));
        terms = soundTerms();
        terms.symbol = "";
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.EmptyText.selector));
        terms = soundTerms();
        terms.owner = address(0);
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.ZeroAddress.selector));
        terms = soundTerms();
        terms.maximumSupply = 0;
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.NothingToMove.selector));
    }

    function test_RevertWhen_RegistryComplianceOrAgentsAreBad() public {
        ISecurityToken.TokenTerms memory terms = soundTerms();
        terms.identityRegistry = bob;
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.NotAContract.selector, bob));
        terms = soundTerms();
        terms.compliance = bob;
        expectRefusal(terms, abi.encodeWithSelector(ISecurityToken.NotAContract.selector, bob));
        terms = soundTerms();
        terms.agents = only(address(0));
        expectRefusal(terms, abi.encodeWithSelector(IAgentRole.AgentUnchanged.selector, address(0)));
        terms = soundTerms();
        terms.agents = pair(bob, bob);
        expectRefusal(terms, abi.encodeWithSelector(IAgentRole.AgentUnchanged.selector, bob));
    }

    // Agents

    function test_TheOwnerNamesAndRemovesAgents() public {
        vm.expectEmit(address(token));
        emit IAgentRole.AgentAdded(bob);
        token.addAgent(bob);
        vm.assertTrue(token.isAgent(bob));
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.AgentUnchanged.selector, bob));
        token.addAgent(bob);
        vm.expectEmit(address(token));
        emit IAgentRole.AgentRemoved(bob);
        token.removeAgent(bob);
        vm.assertFalse(token.isAgent(bob));
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.AgentUnchanged.selector, bob));
        token.removeAgent(bob);
    }

    function test_RevertWhen_OneWhoIsNotTheOwnerNamesAgents() public {
        vm.startPrank(bob);
        expectOnlyOwner(bob);
        token.addAgent(bob);
        expectOnlyOwner(bob);
        token.removeAgent(address(this));
        vm.stopPrank();
    }

    function test_InADealAgentsAreContracts() public {
        SecurityToken inDeal = createInDeal(address(this));
        vm.assertTrue(inDeal.inDeal());
        address agent = address(new Keeper());
        inDeal.addAgent(agent);
        vm.assertTrue(inDeal.isAgent(agent));
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.AgentHasNoCode.selector, bob));
        inDeal.addAgent(bob);
    }

    function test_RevertWhen_InADealAnAgentIsAWalletThatDelegates() public {
        SecurityToken inDeal = createInDeal(address(this));
        vm.etch(bob, abi.encodePacked(hex"ef0100", address(token)));
        vm.assertEq(bob.code.length, 23);
        vm.expectRevert(abi.encodeWithSelector(IAgentRole.AgentHasNoCode.selector, bob));
        inDeal.addAgent(bob);
    }

    function test_InADealAContractOfThatVeryLengthIsOne() public {
        SecurityToken inDeal = createInDeal(address(this));
        vm.etch(bob, new bytes(23));
        inDeal.addAgent(bob);
        vm.assertTrue(inDeal.isAgent(bob));
    }

    function test_RevertWhen_ADealsTokenStartsWithAPlainWalletAsAgent() public {
        ISecurityToken.TokenTerms memory terms = soundTerms();
        terms.inDeal = true;
        terms.agents = only(bob);
        expectRefusal(terms, abi.encodeWithSelector(IAgentRole.AgentHasNoCode.selector, bob));
    }

    // Principal

    function test_WithoutADealAUnitIsItsOwnPrincipal() public {
        token.mint(alice, 77);
        vm.assertEq(token.outstandingPrincipalOf(alice), 77);
        vm.assertEq(token.outstandingPrincipalOf(bob), 0);
    }

    function testFuzz_InADealPrincipalIsSharedByUnitsAndRoundedDown(
        uint96 ofAlice,
        uint96 ofBob,
        uint96 principal
    ) public {
        ofAlice = uint96(bound(ofAlice, 1, type(uint96).max / 2));
        ofBob = uint96(bound(ofBob, 1, type(uint96).max / 2));
        PrincipalBook book = new PrincipalBook();
        SecurityToken inDeal = createInDeal(address(book));
        vm.assertEq(inDeal.outstandingPrincipalOf(alice), 0);
        book.setPrincipal(address(inDeal), principal);
        inDeal.batchMint(pair(alice, bob), pair(ofAlice, ofBob));
        uint256 supply = uint256(ofAlice) + ofBob;
        uint256 shareOfAlice = (uint256(ofAlice) * principal) / supply;
        vm.assertEq(inDeal.outstandingPrincipalOf(alice), shareOfAlice);
        vm.assertEq(inDeal.outstandingPrincipalOf(bob), (uint256(ofBob) * principal) / supply);
        vm.assertEq(inDeal.outstandingPrincipalOf(carol), 0);
    }

    function soundTerms() private view returns (ISecurityToken.TokenTerms memory) {
        return
            ISecurityToken.TokenTerms({
                name: "Note",
                symbol: "NOTE",
                decimals: 6,
                maximumSupply: type(uint96).max,
                inDeal: false,
                owner: address(this),
                onchainID: address(0),
                identityRegistry: address(registry),
                compliance: address(compliance),
                agents: only(address(this))
            });
    }

    function create(ISecurityToken.TokenTerms memory terms) private returns (SecurityToken) {
        return SecurityToken(factory.create(terms, "salt"));
    }

    /// @dev The test contract has code, so it can be agent.
    function createInDeal(address owner) private returns (SecurityToken) {
        ISecurityToken.TokenTerms memory terms = soundTerms();
        terms.inDeal = true;
        terms.owner = owner;
        return create(terms);
    }

    function expectRefusal(ISecurityToken.TokenTerms memory terms, bytes memory reason) private {
        vm.expectRevert(reason);
        factory.create(terms, "salt");
    }
}
