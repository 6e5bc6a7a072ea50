import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Modules, all and one. (platform specification, section 9)
@Suite struct ModuleMetadataTests {
    @Test func aModuleOfTheListHasTheDocumentedMembersInTheirOrder() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("modules")
        #expect(answer.status == 200)
        let leads = try #require(answer.json["modules"]?.element(where: "api_name", is: "Leads"))
        #expect(
            leads.description == """
                {"id":"554023000000000125","api_name":"Leads","module_name":"Leads","singular_label":"Lead","plural_label":"Leads",\
                "actual_singular_label":"Lead","actual_plural_label":"Leads","generated_type":"default","api_supported":true,\
                "status":"visible","visibility":1,"show_as_tab":true,"sequence_number":2,"creatable":true,"editable":true,\
                "deletable":true,"viewable":true,"convertable":true,"quick_create":true,"recycle_bin_on_delete":true,\
                "presence_sub_menu":true,"sub_menu_available":true,"feeds_required":false,"business_card_field_limit":5,\
                "web_link":null,"description":null,"arguments":[],"parent_module":{},\
                "profiles":[{"name":"Administrator","id":"554023000000026011"},{"name":"Standard","id":"554023000000026014"}],\
                "profile_count":2,"has_more_profiles":false,"access_type":"org_based","private_profile":null,\
                "modified_time":null,"modified_by":null}
                """)
    }

    /// What official clients index without looking. (section 16)
    @Test(arguments: allVersions)
    func everyModuleHasWhatClientsNeed(version: String) async throws {
        let tester = try await AppTester.reading()
        let modules = try #require(try await tester.settings("modules", version: version).json["modules"]?.array)
        for module in modules {
            #expect(module["api_name"]?.string?.isEmpty == false)
            #expect(module["api_supported"] == true)
            #expect(["default", "custom", "subform", "linking"].contains(module["generated_type"]?.string))
        }
        let names = modules.compactMap { $0["api_name"]?.string }
        #expect(Set(names).isSuperset(of: ["Leads", "Events", "Notes", "Quoted_Items", "Bookings", "Project_Details", "EmpXSkills"]))
        #expect(!names.contains("Users"))
    }

    @Test func eventsKeepTheirNameAndAreCalledMeetings() async throws {
        let tester = try await AppTester.reading()
        let events = try #require(try await tester.settings("modules").json["modules"]?.element(where: "api_name", is: "Events"))
        #expect(events["module_name"] == "Meetings")
        #expect(events["plural_label"] == "Meetings")
    }

    @Test func subformsTellWhoseTheyAre() async throws {
        let tester = try await AppTester.reading()
        let modules = try await tester.settings("modules").json["modules"]
        let rows = try #require(modules?.element(where: "api_name", is: "Project_Details"))
        let deals = try #require(modules?.element(where: "api_name", is: "Deals"))
        #expect(rows["generated_type"] == "subform")
        #expect(rows["visibility"] == 2)
        #expect(rows["creatable"] == false)
        #expect(rows["parent_module"] == ["api_name": "Deals", "id": deals["id"] ?? nil])
        #expect(modules?.element(where: "api_name", is: "EmpXSkills")?["generated_type"] == "linking")
        #expect(modules?.element(where: "api_name", is: "Bookings")?["show_as_tab"] == true)
    }

    @Test(arguments: allVersions)
    func visibilityIsAStatusFromV5On(version: String) async throws {
        let tester = try await AppTester.reading()
        let module = try await tester.settings("modules", version: version).json["modules"]?[0]
        switch version {
        case "v2": #expect(module?["visible"] == nil && module?["status"] == nil)
        case "v2.1", "v3", "v4": #expect(module?["visible"] == true && module?["status"] == nil)
        default: #expect(module?["visible"] == nil && module?["status"] == "visible")
        }
    }

    @Test(arguments: [("v5", false), ("v6", true)])
    func v6CountsProfilesAndDropsSevenFlags(version: String, isNew: Bool) async throws {
        let tester = try await AppTester.reading()
        let names = try #require(try await tester.settings("modules", version: version).json["modules"]?[0]).names
        for name in ["recycle_bin_on_delete", "profile_count", "has_more_profiles"] { #expect(names.contains(name) == isNew, "\(name)") }
        for name in [
            "email_parser_supported", "emailTemplate_support", "filter_supported", "inventory_template_supported", "scoring_supported",
            "triggers_supported", "webform_supported",
        ] { #expect(names.contains(name) != isNew, "\(name)") }
    }

    @Test func subMenusAreKnownFromV3On() async throws {
        let tester = try await AppTester.reading()
        for (version, isThere) in [("v2", false), ("v2.1", false), ("v3", true), ("v8", true)] {
            let module = try await tester.settings("modules", version: version).json["modules"]?[0]
            #expect((module?["sub_menu_available"] != nil) == isThere, "\(version)")
        }
    }

    @Test func theListCanBeFilteredByStatusFromV5On() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.settings("modules?status=visible,user_hidden", version: "v5").status == 200)
        let hidden = try await tester.settings("modules?status=user_hidden", version: "v5")
        #expect(hidden.status == 204)
        #expect(hidden.headers[.contentType] == nil)
        #expect(try await tester.settings("modules?status=user_hidden", version: "v4").status == 200)
    }

    @Test(arguments: allVersions)
    func aModuleIsFoundByItsNameAndByItsID(version: String) async throws {
        let tester = try await AppTester.reading()
        let byName = try await tester.settings("modules/Leads", version: version)
        #expect(byName.status == 200)
        #expect(byName.json["modules"]?.array?.count == 1)
        #expect(byName.json["modules"]?[0]?["id"] == "554023000000000125")
        let byID = try await tester.settings("modules/554023000000000125", version: version)
        #expect(byID.text == byName.text)
    }

    @Test func oneModuleTellsMoreThanTheList() async throws {
        let tester = try await AppTester.reading()
        let listed = try #require(try await tester.settings("modules").json["modules"]?.element(where: "api_name", is: "Leads"))
        let leads = try #require(try await tester.settings("modules/Leads").json["modules"]?[0])
        #expect(
            Array(leads.names.dropFirst(listed.names.count)) == [
                "global_search_supported", "lookupable", "isBlueprintSupported", "public_fields_configured", "display_field",
                "search_layout_fields", "related_list_properties", "custom_view", "lookup_field_properties", "per_page", "$properties",
                "$on_demand_properties", "$field_states", "business_card_fields", "kanban_view", "kanban_view_supported",
                "filter_status", "territory", "zia_view", "layout_associations",
            ])
        #expect(leads["search_layout_fields"] == ["Full_Name", "Email"])
        #expect(leads["custom_view"]?["system_name"] == "ALLVIEWS")
        #expect(leads["custom_view"]?["default"] == true)
        #expect(leads["lookup_field_properties"]?["fields"]?[0]?["api_name"] == "Full_Name")
        #expect(leads["layout_associations"]?[0]?["api_name"] == "Standard__s")
    }

    @Test func theFieldThatNamesARecordIsTextAtFirstAndAnObjectLater() async throws {
        let tester = try await AppTester.reading()
        for version in ["v2", "v2.1", "v3", "v6"] {
            #expect(try await tester.settings("modules/Leads", version: version).json["modules"]?[0]?["display_field"] == "Full_Name")
        }
        for version in ["v7", "v8"] {
            let field = try await tester.settings("modules/Leads", version: version).json["modules"]?[0]?["display_field"]
            #expect(field?.names == ["api_name", "id"])
            #expect(field?["api_name"] == "Full_Name")
        }
        #expect(try await tester.settings("modules/EmpXSkills").json["modules"]?[0]?["display_field"] == .null)
    }

    @Test func layoutsAreAssociatedFromV7On() async throws {
        let tester = try await AppTester.reading()
        for (version, isThere) in [("v6", false), ("v7", true)] {
            let module = try await tester.settings("modules/Leads", version: version).json["modules"]?[0]
            #expect((module?["layout_associations"] != nil) == isThere, "\(version)")
        }
    }

    @Test(arguments: ["Nope", "leads", "Users", "554023000000999999", "-1"])
    func anUnknownModuleIsRefused(name: String) async throws {
        let tester = try await AppTester.reading()
        let message = "the module name given seems to be invalid"
        expectError(
            try await tester.settings("modules/\(name)"), "INVALID_MODULE", 400, ["resource_path_index": 2], message: message)
        expectError(try await tester.settings("modules/\(name)", version: "v2"), "INVALID_MODULE", 400, [:], message: message)
    }

    @Test func thereAreNoRelatedLists() async throws {
        let tester = try await AppTester.reading()
        let answer = try await tester.settings("related_lists?module=Leads")
        #expect(answer.status == 204)
        #expect(answer.headers[.contentType] == nil)
        #expect(answer.body.isEmpty)
        expectError(
            try await tester.settings("related_lists"), "REQUIRED_PARAM_MISSING", 400, ["param_name": "module"],
            message: "One of the expected parameter is missing")
        expectError(try await tester.settings("related_lists?module=Nope"), "INVALID_MODULE", 400, ["param_name": "module"])
    }

    @Test(arguments: [
        ("modules", "modules"), ("modules/Leads", "modules"), ("related_lists?module=Leads", "related_lists"),
        ("fields?module=Leads", "fields"), ("fields/1?module=Leads", "fields"), ("layouts?module=Leads", "layouts"),
        ("layouts/1?module=Leads", "layouts"), ("custom_views?module=Leads", "custom_views"),
        ("custom_views/1?module=Leads", "custom_views"),
    ])
    func theScopeOrAParentOfItIsNeeded(path: String, scope: String) async throws {
        let tester = try await AppTester.reading()
        for refused in ["ZohoCRM.modules.ALL,ZohoCRM.bulk.ALL", "ZohoCRM.settings.\(scope).CREATE", "ZohoCRM.settings.other.ALL"] {
            expectError(
                try await tester.send(.get, "/crm/v8/settings/\(path)", token: try await tester.token(scopes: refused)),
                "OAUTH_SCOPE_MISMATCH", 401, message: "invalid oauth scope to access this URL")
        }
        for allowed in ["ZohoCRM.settings.\(scope).READ", "zohocrm.settings.\(scope).all", "ZohoCRM.settings.ALL"] {
            let answer = try await tester.send(.get, "/crm/v8/settings/\(path)", token: try await tester.token(scopes: allowed))
            #expect(answer.status != 401, "\(allowed)")
        }
    }

    @Test func layoutsAndRelatedListsCanBeReadButNotWritten() async throws {
        let tester = try await AppTester.reading()
        let token = try await tester.token(scopes: "ZohoCRM.settings.ALL")
        for path in ["layouts", "layouts/1", "related_lists"] {
            expectError(
                try await tester.send(.post, "/crm/v8/settings/\(path)", body: "{}", token: token), "INVALID_REQUEST_METHOD", 400)
        }
        expectError(try await tester.send(.get, "/crm/v9/settings/modules", token: token), "INVALID_URL_PATTERN", 404)
        expectError(try await tester.send(.get, "/crm/v8/settings/modules", token: nil), "AUTHENTICATION_FAILURE", 401)
        expectError(try await tester.send(.get, "/crm/v8/settings/modules", token: "1000.none"), "INVALID_TOKEN", 401)
    }

    @Test func anotherOrganizationSeesItsOwnModulesOnly() async throws {
        let tester = try await AppTester.reading()
        let foreign = try await tester.tokenOfAnotherOrganization()
        let modules = try await tester.send(.get, "/crm/v8/settings/modules", token: foreign).json["modules"]
        #expect(modules?.element(where: "api_name", is: "Leads") != nil)
        #expect(modules?.element(where: "api_name", is: "Bookings") == nil)
        #expect(modules?.element(where: "id", is: "554023000000000125") == nil)
        for name in ["Bookings", "554023000000000125"] {
            expectError(
                try await tester.send(.get, "/crm/v8/settings/modules/\(name)", token: foreign), "INVALID_MODULE", 400,
                ["resource_path_index": 2])
        }
        for path in ["fields", "layouts", "custom_views", "related_lists"] {
            expectError(
                try await tester.send(.get, "/crm/v8/settings/\(path)?module=Bookings", token: foreign), "INVALID_MODULE", 400,
                ["param_name": "module"])
        }
    }
}
