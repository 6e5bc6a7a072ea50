import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// The fields of a module, all and one. (platform specification, section 10)
@Suite struct FieldMetadataTests {
    @Test func aFieldHasTheDocumentedMembersInTheirOrder() async throws {
        let tester = try await AppTester.reading()
        let field = try await tester.field("Rating", of: "Accounts")
        let id = try #require(field["id"]?.string)
        let layout = try #require(field["layout_associations"]?[0]?["id"]?.string)
        let values = ["-None-", "Acquired", "Active", "Market Failed", "Project Cancelled", "Shut Down"]
        #expect(field["pick_list_values"]?.array?.compactMap { $0["actual_value"]?.string }.first == values.first)
        var shown = try #require(field.object)
        shown["pick_list_values"] = []
        #expect(
            JSONValue.object(shown).description == """
                {"id":"\(id)","api_name":"Rating","field_label":"Rating","display_label":"Rating","data_type":"picklist",\
                "json_type":"string","length":120,"decimal_place":null,"system_mandatory":false,"custom_field":false,\
                "read_only":false,"field_read_only":false,"visible":true,"virtual_field":false,"type":"used",\
                "created_source":"default",\
                "operation_type":{"web_create":true,"web_update":true,"api_create":true,"api_update":true},\
                "view_type":{"view":true,"edit":true,"create":true,"quick_create":false},"filterable":true,"searchable":true,\
                "sortable":true,"mass_update":true,"webhook":true,"businesscard_supported":true,"separator":false,\
                "display_field":false,"display_type":-1,"ui_type":2,"unique":{},"external":null,"crypt":null,"tooltip":null,\
                "private":null,"pick_list_values":[],"pick_list_values_sorted_lexically":false,"enable_colour_code":false,\
                "colour_code_enabled_by_system":false,"global_picklist":null,"lookup":{},"multi_module_lookup":{},\
                "multiselectlookup":{},"multiuserlookup":{},"associated_module":null,"association_details":null,"currency":{},\
                "formula":{},"rollup_summary":{},"auto_number":{},"history_tracking":null,"convert_mapping":{},\
                "email_parser":{"fields_update_supported":true,"record_operations_supported":true},"hipaa_compliance":null,\
                "hipaa_compliance_enabled":false,"customizable_properties":["mandatory","removal"],\
                "layout_associations":[{"api_name":"Standard__s","name":"Standard","id":"\(layout)"}],\
                "profiles":[{"permission_type":"read_write","name":"Administrator","id":"554023000000026011"},\
                {"permission_type":"read_write","name":"Standard","id":"554023000000026014"}],"created_time":null,\
                "modified_time":null}
                """)
    }

    /// First-generation clients make a number of `length`, if it is there. (demands of SDKs, section 6)
    @Test(arguments: allVersions)
    func aFieldWithoutALengthHasNoneInV2AndNullLater(version: String) async throws {
        let tester = try await AppTester.reading()
        let fields = try #require(try await tester.settings("fields?module=Events", version: version).json["fields"]?.array)
        let field = try #require(fields.first { $0["data_type"] == "RRULE" })
        #expect(field["length"] == (version == "v2" ? nil : .some(.null)))
    }

    /// What official clients index without looking. (section 16)
    @Test(arguments: allVersions)
    func everyFieldHasWhatClientsNeed(version: String) async throws {
        let tester = try await AppTester.reading()
        for module in ["Leads", "Events", "Quotes", "Project_Details", "EmpXSkills", "Notes"] {
            let answer = try await tester.settings("fields?module=\(module)", version: version)
            #expect(answer.status == 200)
            for field in try #require(answer.json["fields"]?.array) {
                #expect(ObjectID(field["id"]?.string ?? "") != nil)
                for name in ["api_name", "data_type", "json_type"] { #expect(field[name]?.string?.isEmpty == false) }
                for name in ["system_mandatory", "custom_field", "read_only", "visible", "webhook"] {
                    guard case .boolean? = field[name] else {
                        Issue.record("\(name) of \(module) is no truth value")
                        continue
                    }
                }
                #expect(field["lookup"]?.object != nil)
                #expect(field["multiselectlookup"]?.object != nil)
                #expect(field["pick_list_values"]?.array != nil)
            }
        }
    }

    @Test func pickListValuesTellWhatIsShownAndWhatIsStored() async throws {
        let tester = try await AppTester.reading()
        let languages = try await tester.field("Languages", of: "Leads")
        #expect(languages["custom_field"] == true)
        #expect(languages["json_type"] == "jsonarray")
        #expect(
            languages["pick_list_values"]?[1]?.description == """
                {"display_value":"Tamil","actual_value":"Tamil","reference_value":"Tamil","sequence_number":2,"colour_code":null,\
                "type":"used","maps":[]}
                """)
        let early = try await tester.field("Languages", of: "Leads", version: "v2")
        #expect(
            early["pick_list_values"]?[0]?.description == """
                {"display_value":"English","actual_value":"English","sequence_number":1,"type":"used","maps":[]}
                """)
    }

    /// A field `id` would make clients of v2 refuse their own ids. (demands of SDKs, section 6)
    @Test(arguments: allVersions)
    func theRecordsIDIsAFieldFromV4On(version: String) async throws {
        let tester = try await AppTester.reading()
        let names = try await tester.fieldNames(of: "Leads", version: version)
        let isListed = !["v2", "v2.1", "v3"].contains(version)
        #expect(names.contains("id") == isListed)
        #expect(names.contains("Converted__s") == isListed)
    }

    @Test func theRecordsIDIsDescribedAsDocumented() async throws {
        let tester = try await AppTester.reading()
        let id = try await tester.field("id", of: "Leads", version: "v4")
        #expect(id["data_type"] == "bigint")
        #expect(id["json_type"] == "string")
        #expect(id["length"] == 18)
        #expect(id["field_label"] == "Record Id")
        #expect(id["unique"] == [:])
        #expect(id["operation_type"] == ["web_create": false, "web_update": false, "api_create": false, "api_update": false])
    }

    @Test(arguments: allVersions)
    func theModuleOfALookupIsTextAtFirstAndAnObjectLater(version: String) async throws {
        let tester = try await AppTester.reading()
        let lookup = try #require(try await tester.field("Account_Name", of: "Contacts", version: version)["lookup"])
        if version == "v2" || version == "v2.1" {
            #expect(lookup == ["display_label": nil, "api_name": nil, "module": "Accounts", "id": nil])
        } else {
            #expect(
                lookup == [
                    "display_label": nil, "api_name": nil, "module": ["api_name": "Accounts", "id": "554023000000000127"], "id": nil,
                    "revalidate_filter_during_edit": false, "query_details": [:],
                ])
        }
    }

    @Test func lookupsToSeveralModulesAreTold() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.field("What_Id", of: "Tasks", version: "v2")["lookup"]?["module"] == "se_module")
        let what = try await tester.field("What_Id", of: "Tasks")
        #expect(what["lookup"]?["module"] == ["api_name": "se_module", "id": nil])
        let parties = try await tester.field("Appointment_For", of: "Appointments__s")
        #expect(
            parties["multi_module_lookup"]?["modules"]?.array?.compactMap { $0["api_name"]?.string }
                == ["Contacts", "Leads", "Accounts", "Deals"])
        #expect(try await tester.field("Owner", of: "Leads")["lookup"] == [:])
    }

    @Test func subformsNameTheModuleOfTheirRows() async throws {
        let tester = try await AppTester.reading()
        let rows = try #require(try await tester.settings("modules/Project_Details").json["modules"]?[0]?["id"])
        let early = try await tester.field("Project_Details", of: "Deals", version: "v2.1")
        #expect(early["subform"] == ["module": "Project_Details", "id": rows])
        #expect(early["associated_module"] == nil)
        let later = try await tester.field("Project_Details", of: "Deals", version: "v3")
        #expect(later["associated_module"] == ["module": "Project_Details", "id": rows])
        #expect(later["subform"] == nil)
        #expect(later["virtual_field"] == true)
    }

    @Test func multiSelectLookupsNameTheModuleOfTheirLinks() async throws {
        let tester = try await AppTester.reading()
        let early = try #require(try await tester.field("Skills_Links", of: "Employees", version: "v2")["multiselectlookup"])
        #expect(early["linking_module"] == "EmpXSkills")
        #expect(early["connected_module"] == "Skills")
        #expect(early["lookup_apiname"] == "Employees")
        #expect(early["connectedlookup_apiname"] == "Skills")
        let middle = try #require(try await tester.field("Skills_Links", of: "Employees", version: "v7")["multiselectlookup"])
        #expect(middle["linking_module"]?["api_name"] == "EmpXSkills")
        #expect(middle["linking_details"] == nil)
        let late = try #require(try await tester.field("Skills_Links", of: "Employees")["multiselectlookup"])
        #expect(late["connected_module"]?["api_name"] == "Skills")
        #expect(late["linking_details"]?["module"]?["plural_label"] == "Employees X Skills")
        #expect(late["linking_details"]?["connected_lookup_field"]?["api_name"] == "Skills")
        #expect(late["connected_details"]?["module"]?["api_name"] == "Skills")
    }

    @Test func aUniqueFieldIsSpeltTwoWays() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        #expect(try await tester.field("Ext_Id", of: "Leads", user: user)["unique"] == ["case_sensitive": false])
        #expect(try await tester.field("Ext_Id", of: "Leads", version: "v2", user: user)["unique"] == ["casesensitive": "false"])
    }

    /// Members that came with a version, and the last version without them. (section 17)
    @Test(arguments: [
        ("v2", "v2.1", ["display_type", "ui_type", "filterable", "sortable", "display_field", "external", "multiuserlookup", "profiles"]),
        ("v2.1", "v3", ["operation_type", "virtual_field", "separator", "searchable", "enable_colour_code", "rollup_summary"]),
        ("v5", "v6", ["customizable_properties", "colour_code_enabled_by_system"]),
        ("v6", "v7", ["layout_associations"]),
    ])
    func laterVersionsTellMore(before: String, since: String, members: [String]) async throws {
        let tester = try await AppTester.reading()
        let old = try await tester.field("Company", of: "Leads", version: before)
        let new = try await tester.field("Company", of: "Leads", version: since)
        for member in members {
            #expect(old[member] == nil, "\(member) in \(before)")
            #expect(new[member] != nil, "\(member) in \(since)")
        }
    }

    @Test func textAreasTellTheirSizeFromV6On() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.field("Description", of: "Leads", version: "v5")["textarea"] == nil)
        let description = try await tester.field("Description", of: "Leads", version: "v6")
        #expect(description["textarea"] == ["type": "large"])
        #expect(description["filterable"] == false)
        #expect(try await tester.field("Company", of: "Leads", version: "v6")["textarea"] == nil)
    }

    @Test func whatTheAPIWontTakeIsReadOnly() async throws {
        let tester = try await AppTester.reading()
        let stamp = try await tester.field("Created_Time", of: "Leads")
        #expect(stamp["read_only"] == true)
        #expect(stamp["operation_type"]?["api_create"] == false)
        #expect(stamp["profiles"]?[0]?["permission_type"] == "read_only")
        let secret = try await tester.field("Health_Note", of: "Leads")
        #expect(secret["private"] == ["restricted": true, "type": "High", "export": true])
    }

    @Test func leadsTellWhatTheirFieldsAreConvertedTo() async throws {
        let tester = try await AppTester.reading()
        #expect(
            try await tester.field("Lead_Source", of: "Leads")["convert_mapping"]
                == ["Contacts": "Lead_Source", "Deals": "Lead_Source", "Accounts": nil])
        #expect(
            try await tester.field("Company", of: "Leads")["convert_mapping"]
                == ["Contacts": nil, "Deals": nil, "Accounts": "Account_Name"])
    }

    @Test func theLayoutIsAFieldOnlyWhereThereAreSeveral() async throws {
        let tester = try await AppTester.writing()
        let user = WriteFixture.patricia
        #expect(try await tester.fieldNames(of: "Leads", user: user).contains("Layout"))
        #expect(try await !tester.fieldNames(of: "Accounts", user: user).contains("Layout"))
    }

    @Test(arguments: allVersions)
    func aFieldIsFoundByItsID(version: String) async throws {
        let tester = try await AppTester.reading()
        let field = try await tester.field("Email", of: "Leads", version: version)
        let id = try #require(field["id"]?.string)
        let answer = try await tester.settings("fields/\(id)?module=Leads", version: version)
        #expect(answer.json == ["fields": [field]])
    }

    @Test func anIDOfNothingIsRefused() async throws {
        let tester = try await AppTester.reading()
        let account = try #require(try await tester.field("Phone", of: "Accounts")["id"]?.string)
        for id in [account, "1", "x"] {
            expectError(
                try await tester.settings("fields/\(id)?module=Leads"), "INVALID_DATA", 400, ["resource_path_index": 2],
                message: "the id given seems to be invalid")
            expectError(try await tester.settings("fields/\(id)?module=Leads", version: "v2"), "INVALID_DATA", 400, [:])
        }
        // What a version doesn't list isn't found there either.
        let record = try #require(try await tester.field("id", of: "Leads")["id"]?.string)
        expectError(
            try await tester.settings("fields/\(record)?module=Leads", version: "v3"), "INVALID_DATA", 400, ["resource_path_index": 2])
    }

    @Test func unusedFieldsThereAreNone() async throws {
        let tester = try await AppTester.reading()
        #expect(try await tester.settings("fields?module=Leads&type=unused").status == 204)
        let all = try await tester.settings("fields?module=Leads&type=all")
        #expect(all.text == (try await tester.settings("fields?module=Leads")).text)
    }

    @Test(arguments: ["fields", "fields/1"])
    func theModuleIsNeededAndMustBeThere(path: String) async throws {
        let tester = try await AppTester.reading()
        for empty in ["", "?module="] {
            expectError(
                try await tester.settings(path + empty), "REQUIRED_PARAM_MISSING", 400, ["param_name": "module"],
                message: "One of the expected parameter is missing")
        }
        for unknown in ["Nope", "leads", "Users"] {
            expectError(
                try await tester.settings("\(path)?module=\(unknown)"), "INVALID_MODULE", 400, ["param_name": "module"],
                message: "the module name given seems to be invalid")
            expectError(try await tester.settings("\(path)?module=\(unknown)", version: "v2"), "INVALID_MODULE", 400, [:])
        }
    }

    @Test func anotherOrganizationSeesItsOwnFieldsOnly() async throws {
        let tester = try await AppTester.reading()
        let own = try #require(try await tester.field("Languages", of: "Leads")["id"]?.string)
        let foreign = try await tester.tokenOfAnotherOrganization()
        let fields = try await tester.send(.get, "/crm/v8/settings/fields?module=Leads", token: foreign).json["fields"]
        #expect(fields?.element(where: "api_name", is: "Email") != nil)
        #expect(fields?.element(where: "api_name", is: "Languages") == nil)
        expectError(
            try await tester.send(.get, "/crm/v8/settings/fields/\(own)?module=Leads", token: foreign), "INVALID_DATA", 400,
            ["resource_path_index": 2])
    }
}

extension AppTester {
    fileprivate func field(
        _ name: String, of module: String, version: String = "v8", user: Int64 = ReadFixture.patricia
    ) async throws -> JSONValue {
        let answer = try await settings("fields?module=\(module)", version: version, user: user)
        return try #require(answer.json["fields"]?.element(where: "api_name", is: .string(name)))
    }

    fileprivate func fieldNames(
        of module: String, version: String = "v8", user: Int64 = ReadFixture.patricia
    ) async throws -> [String] {
        let answer = try await settings("fields?module=\(module)", version: version, user: user)
        return try #require(answer.json["fields"]?.array).compactMap { $0["api_name"]?.string }
    }
}
