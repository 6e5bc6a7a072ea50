import BulkModel
import BulkTesting
import HTTPTypes
import Testing

/// Taxes of line items: mapped, shown by records of every version, and exported as they are mapped. (bulk write specification, section 10.1)
@Suite struct WriteLineTaxTests {
    private static let csv = """
        Quote,Product,Qty,Price,Tax
        Q,Crane,1,10,Vat-12.50%;Sales Tax - 2 %
        Q,Crane,1,10,
        Q,Crane,1,10,12 %
        """

    /// Imports a quote with three items, of which the last one has no tax that can be read.
    private func importing(_ tester: AppTester) async throws -> WriteOutcome {
        _ = try await tester.insert(#"{"Product_Name":"Crane"}"#, into: "Products")
        let file = try await tester.upload([("q.csv", "Subject\nQ"), ("i.csv", Self.csv)])
        return try await tester.write(
            familyRequest(
                file: file, ("Quotes", "q.csv", #"{"api_name":"Subject","index":0}"#),
                (
                    "Quoted_Items", "i.csv",
                    """
                    {"api_name":"Parent_Id","index":0,"parent_column_index":0},{"api_name":"Product_Name","index":1,"find_by":"Product_Name"},\
                    {"api_name":"Quantity","index":2},{"api_name":"List_Price","index":3},{"api_name":"Line_Tax","index":4}
                    """
                )))
    }

    @Test func taxesOfLineItemsAreMapped() async throws {
        let tester = try await AppTester.writing()
        let outcome = try await importing(tester)
        #expect(outcome.statuses(of: "Quoted_Items-i.csv") == ["ADDED", "ADDED", "SKIPPED"])
        #expect(outcome.row(2, of: "Quoted_Items-i.csv").errors == "INVALID_DATA-Tax")
        let stored = try await tester.records(of: "Quoted_Items", ["Line_Tax"]).map { $0["Line_Tax"] }
        #expect(stored == ["Vat - 12.5 %;Sales Tax - 2 %", ""])
    }

    @Test func recordsAndExportsShowThem() async throws {
        let tester = try await AppTester.writing()
        let quote = try await importing(tester).row(0, of: "Quotes-q.csv").record
        let taxes: JSONValue = [["name": "Vat", "percentage": .number("12.5")], ["name": "Sales Tax", "percentage": 2]]
        let v8 = try await tester.send(.get, "/crm/v8/Quotes/\(quote)?fields=Quoted_Items")
        #expect(v8.json["data"]?[0]?["Quoted_Items"]?[0]?["Line_Tax"] == taxes)
        #expect(v8.json["data"]?[0]?["Quoted_Items"]?[1]?["Line_Tax"] == [])
        let v2 = try await tester.send(.get, "/crm/v2/Quotes/\(quote)")
        #expect(v2.json["data"]?[0]?["Product_Details"]?[0]?["line_tax"] == taxes)
        let csv = try await tester.export(#"{"query":{"module":{"api_name":"Quoted_Items"},"fields":["Quantity","Line_Tax"]}}"#)
        #expect(csv.split(separator: "\n").map { $0.split(separator: ",").last } == ["Line_Tax", "Vat - 12.5 %;Sales Tax - 2 %", "1"])
    }

    @Test(arguments: [("v8", "Quoted_Items", "Line_Tax"), ("v2", "Product_Details", "line_tax")])
    func recordsOfACallTakeThem(version: String, items: String, key: String) async throws {
        let tester = try await AppTester.writing()
        let product = try await tester.insert(#"{"Product_Name":"Crane"}"#, into: "Products")
        func body(_ taxes: String) -> String {
            """
            {"data":[{"Subject":"Q","\(items)":[{"Product_Name":{"id":"\(product)"},"Quantity":1,"List_Price":2,"\(key)":\(taxes)}]}]}
            """
        }
        let good = try await tester.call(.post, "Quotes", body(#"[{"name":"Vat","percentage":12.5}]"#), version: version)
        #expect(good.element().id != nil, "\(good.text)")
        #expect(try await tester.records(of: "Quoted_Items", ["Line_Tax"]).map { $0["Line_Tax"] } == ["Vat - 12.5 %"])
        for taxes in [#"[{"id":"1"}]"#, #""Vat""#, "[1]"] {
            let bad = try await tester.call(.post, "Quotes", body(taxes), version: version)
            #expect(bad.element()["code"] == "INVALID_DATA", "\(bad.text)")
        }
    }
}
