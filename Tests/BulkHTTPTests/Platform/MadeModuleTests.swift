import BulkModel
import BulkTesting
import Testing

/// A module that was made through the API with a subform and a multi-select lookup, imported and exported cell for cell.
@Suite struct MadeModuleTests {
    private let user = WriteFixture.patricia

    /// Trips with a field of each kind, stops as rows, and guides as links to contacts.
    private func makeTrips(_ tester: AppTester) async throws {
        let body = JSONObject([
            ("singular_label", "Trip"), ("plural_label", "Trips"), ("profiles", [["id": .string(tester.administrators)]]),
        ])
        let made = try await tester.change(.post, "modules", ["modules": [.object(body)]], user: user)
        #expect(made.status == 201, "\(made.text)")
        let fields: [JSONValue] = [
            ["field_label": "Code", "data_type": "text", "length": 10, "unique": ["case_sensitive": false]],
            ["field_label": "Price", "data_type": "currency", "decimal_place": 3],
            ["field_label": "Kind", "data_type": "picklist", "pick_list_values": [["display_value": "Sea"], ["display_value": "Land"]]],
            ["field_label": "Start", "data_type": "date"],
            ["field_label": "Account", "data_type": "lookup", "lookup": ["module": ["api_name": "Accounts"]]],
            [
                "field_label": "Stops", "data_type": "subform", "associated_module": ["module": "Trip_Stops"],
                "fields": [["field_label": "Town", "data_type": "text"], ["field_label": "Nights", "data_type": "integer"]],
            ],
            [
                "field_label": "Guides", "data_type": "multiselectlookup",
                "multiselectlookup": [
                    "connected_details": ["module": ["api_name": "Contacts"], "field": ["field_label": "Guided Trips"]],
                    "linking_details": [
                        "module": ["plural_label": "Trips X Guides"], "lookup_field": ["api_name": "Trip"],
                        "connected_lookup_field": ["api_name": "Guide"],
                    ],
                ],
            ],
        ]
        for field in fields { try await tester.makeField(field, of: "Trips", user: user) }
    }

    @Test func itIsImportedWithItsRowsAndLinksAndExported() async throws {
        let tester = try await AppTester.writing()
        try await makeTrips(tester)
        let links = try await tester.madeField("Guides", of: "Trips", user: user)?["multiselectlookup"]
        #expect(links?["linking_module"]?["api_name"] == "Trips_X_Contacts")
        #expect(links?["linking_details"]?["module"]?["plural_label"] == "Trips X Guides")
        #expect(try await tester.madeField("Guided_Trips", of: "Contacts", user: user)?["data_type"] == "multiselectlookup")

        let file = try await tester.upload([
            ("trips.csv", "Name,Code,Price,Kind,Start,Account\nCoast,T1,12.3456,Sea,01/31/2026,Zylker\nAlps,T2,7,Land,,\nCopy,t1,1,Land,,"),
            ("stops.csv", "Town,Nights,Trip\nOban,2,T1\nMallaig,1,T1\nChur,3,T2"),
            ("guides.csv", "Trip,Guide\nT1,\(WriteFixture.c1)\nT1,\(WriteFixture.c2)"),
        ])
        let trip = """
            {"api_name":"Name","index":0},{"api_name":"Code","index":1},{"api_name":"Price","index":2},{"api_name":"Kind","index":3},\
            {"api_name":"Start","index":4},{"api_name":"Account","index":5,"find_by":"Account_Name"}
            """
        let stop =
            #"{"api_name":"Town","index":0},{"api_name":"Nights","index":1},{"api_name":"Parent_Id","index":2,"parent_column_index":1}"#
        let guide = #"{"api_name":"Trip","index":0,"parent_column_index":1},{"api_name":"Guide","index":1,"find_by":"id"}"#
        let outcome = try await tester.write(
            familyRequest(
                file: file, ("Trips", "trips.csv", trip), ("Trip_Stops", "stops.csv", stop), ("Trips_X_Contacts", "guides.csv", guide)))
        #expect(outcome.status == "COMPLETED", "\(outcome.details)")
        #expect(outcome.counts(0) == "2/0/1/3")
        #expect(outcome.counts(1) == "3/0/0/3")
        #expect(outcome.counts(2) == "2/0/0/2")
        #expect(outcome.row(2, of: "Trips-trips.csv").errors == "DUPLICATE_DATA-Code")
        let (coast, alps) = (outcome.row(0, of: "Trips-trips.csv").record, outcome.row(1, of: "Trips-trips.csv").record)

        let token = try await tester.token(scopes: "ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", user: user)
        func export(_ module: String, _ fields: [String]) async throws -> [String] {
            let body: JSONValue = ["query": ["module": ["api_name": .string(module)], "fields": .strings(fields)]]
            let created = try await tester.send(.post, "/crm/bulk/v8/read", body: body.description, token: token)
            let job = try #require(created.json["data"]?[0]?["details"]?["id"]?.string, "\(created.text)")
            try await tester.runJobs()
            let result = try await tester.send(.get, "/crm/bulk/v8/read/\(job)/result", token: token)
            return String(decoding: try Unzip.entry("\(job).csv", of: result.body), as: UTF8.self).split(separator: "\n").map(String.init)
        }
        #expect(
            try await export("Trips", ["Name", "Code", "Price", "Kind", "Start", "Account", "Account.Account_Name"]) == [
                "Id,Name,Code,Price,Kind,Start,Account,Account.Account_Name",
                "\(coast),Coast,T1,12.345,Sea,2026-01-31,\(WriteFixture.a1),Zylker", "\(alps),Alps,T2,7,Land,,,",
            ])
        let stops = try await export("Trip_Stops", ["Town", "Nights", "Parent_Id", "Parent_Id.Code"])
        #expect(stops.first == "Id,Town,Nights,Parent_Id,Parent_Id.Code")
        #expect(
            stops.dropFirst().map { $0.drop { $0 != "," } } == [",Oban,2,\(coast),T1", ",Mallaig,1,\(coast),T1", ",Chur,3,\(alps),T2"])
        let guides = try await export("Trips_X_Contacts", ["Trip", "Guide"])
        #expect(
            guides.dropFirst().map { $0.drop { $0 != "," } } == [",\(coast),\(WriteFixture.c1)", ",\(coast),\(WriteFixture.c2)"])
    }

    @Test func usersAreLinkedAsWell() async throws {
        let tester = try await AppTester.writing()
        try await makeTrips(tester)
        try await tester.makeField(["field_label": "Crew", "data_type": "multiuserlookup"], of: "Trips", user: user)
        let crew = try await tester.madeField("Crew", of: "Trips", user: user)
        #expect(crew?["multiuserlookup"]?["linking_module"]?["api_name"] == "Trips_X_Users")
        #expect(crew?["multiuserlookup"]?["connected_module"]?["api_name"] == "Users")
        let file = try await tester.upload([("trips.csv", "Name,Code\nCoast,T1"), ("crew.csv", "Trip,Who\nT1,p.boyle@zylker.com")])
        let outcome = try await tester.write(
            familyRequest(
                file: file, ("Trips", "trips.csv", #"{"api_name":"Name","index":0},{"api_name":"Code","index":1}"#),
                (
                    "Trips_X_Users", "crew.csv",
                    #"{"api_name":"Trips","index":0,"parent_column_index":1},{"api_name":"Users","index":1,"find_by":"email"}"#
                )))
        #expect(outcome.counts(1) == "1/0/0/1", "\(outcome.details) \(outcome.entries)")
        #expect(try await tester.records(of: "Trips_X_Users", ["Users"]).map { $0["Users"] } == ["\(user)"])
    }
}
