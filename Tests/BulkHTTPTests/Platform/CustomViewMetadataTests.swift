import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The custom views of a module, all and one. (platform specification, section 12)
@Suite struct CustomViewMetadataTests {
    @Test func aViewOfTheListHasTheDocumentedMembersInTheirOrder() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("custom_views?module=Leads")
        #expect(answer.status == 200)
        let view = try #require(answer.json["custom_views"]?.element(where: "id", is: "554023000000093005"))
        #expect(
            view.description == """
                {"id":"554023000000093005","name":"View 554023000000093005","display_value":"View 554023000000093005",\
                "system_name":null,"system_defined":false,"default":false,"category":"public_views","favorite":null,"offline":true,\
                "locked":false,"access_type":"public","created_time":null,"created_by":null,"modified_time":null,\
                "modified_by":null,"last_accessed_time":null}
                """)
    }

    @Test func theListTellsWhichViewIsTheDefault() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("custom_views?module=Deals")
        let views = try #require(answer.json["custom_views"]?.array)
        let standard = try #require(views.first { $0["system_name"] == "ALLVIEWS" })
        #expect(standard["name"] == "All Deals")
        #expect(views.filter { $0["default"] == true } == [standard])
        #expect(
            answer.json["info"] == [
                "per_page": 200, "count": .integer(views.count), "page": 1, "more_records": false, "default": standard["id"] ?? nil,
                "translation": [
                    "public_views": "Public Views", "other_users_views": "Other Users' Views", "shared_with_me": "Shared With Me",
                    "created_by_me": "Created By Me",
                ],
            ])
    }

    @Test func theListComesInPages() async throws {
        let tester = try await AppTester.reading()
        let all = try #require(try await tester.settings("custom_views?module=Leads").json["custom_views"]?.array)
        let second = try await tester.settings("custom_views?module=Leads&page=2&per_page=3")
        #expect(second.json["custom_views"]?.array == Array(all[3..<6]))
        #expect(second.json["info"]?["per_page"] == 3)
        #expect(second.json["info"]?["count"] == 3)
        #expect(second.json["info"]?["page"] == 2)
        #expect(second.json["info"]?["more_records"] == true)
        let last = try await tester.settings("custom_views?module=Leads&page=2&per_page=\(all.count - 1)")
        #expect(last.json["info"]?["count"] == 1)
        #expect(last.json["info"]?["more_records"] == false)
        for beyond in ["page=3", "page=9223372036854775807"] {
            let answer = try await tester.settings("custom_views?module=Leads&\(beyond)")
            #expect(answer.status == 204)
            #expect(answer.headers[.contentType] == nil)
        }
        // Early clients begin with page 0, and nobody gets more than 200.
        let zero = try await tester.settings("custom_views?module=Leads&page=0&per_page=1000")
        #expect(zero.json["custom_views"]?.array == all)
        #expect(zero.json["info"]?["per_page"] == 200)
    }

    @Test func aModuleWithoutViewsIsAnEmptyAnswer() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.settings("custom_views?module=Notes").status == 204)
    }

    @Test func oneViewTellsItsCriteriaAndColumns() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("custom_views/554023000000093005?module=Leads")
        #expect(answer.status == 200)
        #expect(answer.json["custom_views"]?.array?.count == 1)
        let view = try #require(answer.json["custom_views"]?[0])
        #expect(view.names.suffix(5) == ["criteria", "fields", "sort_by", "sort_order", "shared_to"])
        #expect(
            view["criteria"]
                == ["comparator": "equal", "field": ["api_name": "$converted", "id": nil], "value": true, "type": "value"])
        #expect(view["fields"]?[0]?["api_name"] == "Full_Name")
        #expect(view["fields"]?[0]?.names == ["api_name", "id", "_pin"])
        #expect(view["shared_to"] == [])
    }

    @Test func viewsThatTheServiceKnowsByNameTellNoCriteria() async throws {
        let tester = try await AppTester.reading()
        let view = try await tester.settings("custom_views/554023000000087501?module=Leads").json["custom_views"]?[0]
        #expect(view?["system_name"] == "ALLVIEWS")
        #expect(view?["system_defined"] == true)
        #expect(view?["criteria"] == .null)
    }

    /// Fields as text, and sharing by its older names. (section 12.1)
    @Test func v2HasItsOwnShape() async throws {
        let tester = try await AppTester.reading()
        let view = try #require(
            try await tester.settings("custom_views/554023000000093005?module=Leads", version: "v2").json["custom_views"]?[0])
        #expect(
            view.names == [
                "id", "name", "display_value", "system_name", "system_defined", "default", "category", "favorite", "offline",
                "shared_type", "criteria", "fields", "sort_by", "sort_order", "shared_details",
            ])
        #expect(view["criteria"] == ["comparator": "equal", "field": "$converted", "value": true])
        #expect(view["fields"]?[0] == "Full_Name")
    }

    /// First-generation clients index `info` of a single view without looking. (demands of SDKs, section 6)
    @Test(arguments: allVersions)
    func oneViewComesWithTheNamesOfCategoriesInV2Only(version: String) async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("custom_views/554023000000093005?module=Leads", version: version).json
        #expect((answer["info"]?["translation"]?["public_views"] == "Public Views") == (version == "v2"))
    }

    @Test(arguments: allVersions)
    func sharingIsToldByAccessFromV2Point1On(version: String) async throws {
        let tester = try await AppTester.reading()
        let names = try #require(
            try await tester.settings("custom_views/554023000000093005?module=Leads", version: version).json["custom_views"]?[0]
        ).names
        #expect(names.contains("access_type") == (version != "v2"))
        #expect(names.contains("shared_to") == (version != "v2"))
        #expect(names.contains("shared_type") == (version == "v2"))
        #expect(names.contains("locked") == !["v2", "v2.1"].contains(version))
    }

    @Test(arguments: allVersions)
    func columnsAndCriteriaNameTheirFieldsByObjectsFromV2Point1On(version: String) async throws {
        let tester = try await AppTester.reading()
        let view = try await tester.settings("custom_views/554023000000093005?module=Leads", version: version).json["custom_views"]?[0]
        let field = view?["criteria"]?["field"]
        #expect(version == "v2" ? field == "$converted" : field?["api_name"] == "$converted")
        let column = view?["fields"]?[0]
        #expect(version == "v2" ? column == "Full_Name" : column?["api_name"] == "Full_Name")
    }

    @Test func anIDOfNothingIsRefused() async throws {
        let tester = try await AppTester.reading()
        // A view of another module is none of this one.
        for id in ["3409643000000087501", "1", "x"] {
            expectError(
                try await tester.settings("custom_views/\(id)?module=Leads"), "INVALID_DATA", 400, ["resource_path_index": 2],
                message: "the id given seems to be invalid")
            expectError(try await tester.settings("custom_views/\(id)?module=Leads", version: "v2"), "INVALID_DATA", 400, [:])
        }
    }

    @Test(arguments: ["custom_views", "custom_views/1"])
    func theModuleIsNeededAndMustBeThere(path: String) async throws {
        let tester = try await AppTester.reading()
        expectError(
            try await tester.settings(path), "REQUIRED_PARAM_MISSING", 400, ["param_name": "module"],
            message: "One of the expected parameter is missing")
        expectError(
            try await tester.settings("\(path)?module=Nope"), "INVALID_MODULE", 400, ["param_name": "module"],
            message: "the module name given seems to be invalid")
    }

    @Test func anotherOrganizationSeesItsOwnViewsOnly() async throws {
        let tester = try await AppTester.reading()
        let foreign = try await tester.tokenOfAnotherOrganization()
        let views = try await tester.send(.get, "/crm/v8/settings/custom_views?module=Leads", token: foreign).json["custom_views"]
        #expect(views?.element(where: "system_name", is: "ALLVIEWS") != nil)
        #expect(views?.element(where: "id", is: "554023000000093005") == nil)
        expectError(
            try await tester.send(.get, "/crm/v8/settings/custom_views/554023000000093005?module=Leads", token: foreign), "INVALID_DATA",
            400, ["resource_path_index": 2])
    }
}
