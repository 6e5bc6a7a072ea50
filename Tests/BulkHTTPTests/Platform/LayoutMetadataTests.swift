import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The layouts of a module, all and one. (platform specification, section 11)
@Suite struct LayoutMetadataTests {
    @Test func aModuleHasOneStandardLayoutWhoseIDStaysTheSame() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("layouts?module=Leads")
        #expect(answer.status == 200)
        #expect(answer.json["layouts"]?.array?.count == 1)
        let layout = try #require(answer.json["layouts"]?[0])
        // Clients keep the id: no other version of the server may give another.
        #expect(layout["id"] == "554023500000000125")
        #expect(layout["name"] == "Standard")
        #expect(layout["api_name"] == "Standard__s")
        #expect(layout["status"] == "active")
        #expect(layout["generated_type"] == "system")
        #expect(try await tester.settings("layouts?module=Leads").text == answer.text)
    }

    @Test func theStandardLayoutsOfModulesDiffer() async throws {
        let tester = try await AppTester.reading()
        let modules = try #require(try await tester.settings("modules").json["modules"]?.array)
        var ids: Set<String> = []
        for module in modules {
            let name = try #require(module["api_name"]?.string)
            ids.insert(try #require(try await tester.settings("layouts?module=\(name)").json["layouts"]?[0]?["id"]?.string))
            ids.insert(try #require(module["id"]?.string))
        }
        #expect(ids.count == 2 * modules.count)
    }

    @Test func aLayoutHasTheDocumentedMembersInTheirOrder() async throws {
        let tester = try await AppTester.reading()
        let layout = try #require(try await tester.settings("layouts?module=Leads").json["layouts"]?[0])
        #expect(
            layout.names == [
                "id", "name", "display_label", "api_name", "status", "visible", "source", "generated_type", "mode", "show_business_card",
                "has_more_profiles", "created_time", "created_by", "created_for", "modified_time", "modified_by", "profiles",
                "actions_allowed", "convert_mapping", "sections",
            ])
        #expect(
            layout["profiles"]?[0] == [
                "default": true, "name": "Administrator", "id": "554023000000026011",
                "_default_view": ["name": "Standard", "id": "554023500000000125", "type": "layout"],
            ])
    }

    @Test func v2KnowsTheFirstMembersOnly() async throws {
        let tester = try await AppTester.reading()
        let layout = try #require(try await tester.settings("layouts?module=Leads", version: "v2").json["layouts"]?[0])
        #expect(
            layout.names == [
                "id", "name", "status", "visible", "created_time", "created_by", "created_for", "modified_time", "modified_by", "profiles",
                "convert_mapping", "sections",
            ])
        #expect(layout["profiles"]?[0] == ["default": true, "name": "Administrator", "id": "554023000000026011"])
    }

    @Test(arguments: allVersions)
    func theStatusIsANumberInTheFirstVersionsAndAWordLater(version: String) async throws {
        let tester = try await AppTester.reading()
        let layout = try await tester.settings("layouts?module=Leads", version: version).json["layouts"]?[0]
        #expect(layout?["status"] == (["v2", "v2.1"].contains(version) ? 0 : "active"))
    }

    @Test(arguments: allVersions)
    func theWayOfTheTabKeyIsANumberUpToV5AndAWordLater(version: String) async throws {
        let tester = try await AppTester.reading()
        let layout = try await tester.settings("layouts?module=Leads", version: version).json["layouts"]?[0]
        let isWord = ["v6", "v7", "v8"].contains(version)
        #expect(layout?["sections"]?[0]?["tab_traversal"] == (isWord ? "left_to_right" : 1))
    }

    @Test(arguments: allVersions)
    func leadsTellTheLayoutsOfWhatTheyAreConvertedTo(version: String) async throws {
        let tester = try await AppTester.reading()
        let leads = try await tester.settings("layouts?module=Leads", version: version).json["layouts"]?[0]
        let mapping = try #require(leads?["convert_mapping"])
        #expect(mapping.names == ["Contacts", "Deals", "Accounts"])
        #expect(mapping["Accounts"] == ["name": "Standard", "id": "554023500000000127"])
        #expect(mapping["Deals"]?["fields"] == [])
        let contacts = try await tester.settings("layouts?module=Contacts", version: version).json["layouts"]?[0]
        #expect(contacts?["convert_mapping"] == nil)
    }

    @Test func sectionsHoldTheFieldsOfTheModule() async throws {
        let tester = try await AppTester.reading()
        let layout = try await tester.settings("layouts?module=Deals").json["layouts"]?[0]
        let sections = try #require(layout?["sections"]?.array)
        #expect(sections.compactMap { $0["name"]?.string } == ["Deal Information", "Description Information", "Project Details"])
        #expect(sections[0]["api_name"] == "Deal_Information")
        #expect(sections.map { $0["isSubformSection"] } == [false, false, true])
        #expect(sections[2]["fields"]?.array?.compactMap { $0["api_name"]?.string } == ["Project_Details"])
        let listed = try #require(try await tester.settings("fields?module=Deals").json["fields"]?.array)
        let shown = sections.flatMap { $0["fields"]?.array ?? [] }
        #expect(Set(shown.map { $0["api_name"] }) == Set(listed.map { $0["api_name"] }).subtracting(["id"]))
    }

    @Test func fieldsOfASectionTellMoreThanThoseOfTheList() async throws {
        let tester = try await AppTester.reading()
        let listed = try #require(
            try await tester.settings("fields?module=Leads").json["fields"]?.element(where: "api_name", is: "Company"))
        let layout = try await tester.settings("layouts?module=Leads").json["layouts"]?[0]
        let fields = try #require(layout?["sections"]?[0]?["fields"])
        let company = try #require(fields.element(where: "api_name", is: "Company"))
        #expect(company.names == listed.names + ["required", "sequence_number", "default_value", "validation_rule"])
        // Mandatory in the layout, but not in the module.
        #expect(company["required"] == true)
        #expect(company["system_mandatory"] == false)
        #expect(company["sequence_number"] == 2)
        #expect(fields.element(where: "api_name", is: "Phone")?["required"] == false)
    }

    @Test func layoutsThatAreStoredAreListedAsTheyAre() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        let layouts = try #require(try await tester.settings("layouts?module=Leads", user: user).json["layouts"]?.array)
        #expect(layouts.compactMap { $0["id"]?.string } == ["\(WriteFixture.standardLayout)", "\(WriteFixture.vipLayout)"])
        #expect(layouts.compactMap { $0["api_name"]?.string } == ["Standard__s", "VIP"])
        #expect(layouts.compactMap { $0["generated_type"]?.string } == ["system", "custom"])
        let vip = try await tester.settings("layouts/\(WriteFixture.vipLayout)?module=Leads", user: user)
        #expect(vip.json == ["layouts": [layouts[1]]])
    }

    @Test func anIDOfNothingIsRefused() async throws {
        let tester = try await AppTester.reading()
        for id in ["554023500000000127", "1", "x"] {
            expectError(
                try await tester.settings("layouts/\(id)?module=Leads"), "INVALID_DATA", 400, ["resource_path_index": 2],
                message: "the id given seems to be invalid")
            expectError(try await tester.settings("layouts/\(id)?module=Leads", version: "v2"), "INVALID_DATA", 400, [:])
        }
    }

    @Test(arguments: ["layouts", "layouts/1"])
    func theModuleIsNeededAndMustBeThere(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.settings(path), "REQUIRED_PARAM_MISSING", 400, ["param": "module"],
            message: "One of the expected parameter is missing")
        expectError(try await tester.settings("\(path)?module=Nope"), "INVALID_MODULE", 400, ["param_name": "module"])
        expectError(try await tester.settings("\(path)?module=Nope", version: "v2"), "INVALID_MODULE", 400, [:])
    }

    @Test func anotherOrganizationSeesItsOwnLayoutsOnly() async throws {
        let tester = try await AppTester.writing()
        let foreign = try await tester.tokenOfAnotherOrganization()
        let layouts = try await tester.send(.get, "/crm/v8/settings/layouts?module=Leads", token: foreign).json["layouts"]
        #expect(layouts?.array?.compactMap { $0["name"]?.string } == ["Standard"])
        expectError(
            try await tester.send(.get, "/crm/v8/settings/layouts/\(WriteFixture.vipLayout)?module=Leads", token: foreign),
            "INVALID_DATA", 400, ["resource_path_index": 2])
    }
}
