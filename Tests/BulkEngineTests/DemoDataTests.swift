import BulkEngine
import BulkFormats
import BulkModel
import BulkStore
import BulkTesting
import Testing

/// Records of the demo fit together, and every value is one that somebody could have.
@Suite struct DemoDataTests {
    private static let orders = [
        ("Quotes", "Quoted_Items"), ("Sales_Orders", "Ordered_Items"), ("Purchase_Orders", "Purchase_Items"),
        ("Invoices", "Invoiced_Items"),
    ]

    @Test("rows of quotes, orders and invoices add up, and so do their totals", arguments: orders)
    func ordersAddUp(parent: String, rows: String) async throws {
        let store = try await demo()
        var sums: [Int64: Int64] = [:]
        for row in try await numbers(
            of: rows, ["Parent_Id", "Quantity", "List_Price", "Discount", "Tax", "Total", "Total_After_Discount", "Net_Total"], in: store)
        {
            // Quantities and amounts are hundredths.
            #expect(row[1] > 0 && row[2] > 0 && row[3] >= 0 && row[4] >= 0)
            #expect(row[1] * row[2] == row[5] * 100 && row[5] - row[3] == row[6] && row[6] + row[4] == row[7])
            sums[row[0], default: 0] += row[7]
        }
        let totals = try await numbers(of: parent, ["id", "Sub_Total", "Discount", "Tax", "Adjustment", "Grand_Total"], in: store)
        #expect(totals.count == DemoOrganization.contents.first { $0.module == parent }?.records)
        for row in totals {
            #expect(row[1] == sums[row[0]])
            #expect(row[1] - row[2] + row[3] + row[4] == row[5])
        }
    }

    @Test("a row's price is that of its product")
    func prices() async throws {
        let store = try await demo()
        let products = try await numbers(of: "Products", ["id", "Unit_Price"], in: store)
        let prices = Dictionary(uniqueKeysWithValues: products.map { ($0[0], $0[1]) })
        for row in try await numbers(of: "Quoted_Items", ["Product_Name", "List_Price", "Unit_Price"], in: store) {
            #expect(prices[row[0]] == row[2] && (row[2] == 0 || row[1] == row[2]))
        }
    }

    @Test("places of meetings are on Earth, in the town that is named")
    func coordinates() async throws {
        let rows = try await numbers(of: "Events", ["Latitude", "Longitude"], in: demo()).filter { $0 != [0, 0] }
        #expect(rows.count > 100)
        for row in rows { #expect(abs(row[0]) <= 90_000_000_000 && abs(row[1]) <= 180_000_000_000) }
    }

    @Test("activities that repeat and reminders are written as the service writes them", arguments: ["Events", "Tasks"])
    func rules(module: String) async throws {
        let store = try await demo()
        let rules = try await texts(of: module, "Recurring_Activity", in: store)
        #expect(rules.count > 20)
        for rule in rules {
            #expect(
                rule.wholeMatch(of: /FREQ=(DAILY|WEEKLY|MONTHLY);INTERVAL=1;DTSTART=\d{4}-\d\d-\d\d;UNTIL=\d{4}-\d\d-\d\d/) != nil,
                "\(rule)")
            #expect(ICSRecurrence(rule) != nil, "\(rule)")
        }
        guard module == "Tasks" else { return }
        let reminders = try await texts(of: module, "Remind_At", in: store)
        #expect(reminders.count > 100)
        for reminder in reminders {
            #expect(reminder.wholeMatch(of: /ACTION=(EMAIL|POPUP);TRIGGER=-P[1-7]D;TRIGGER_TIME=\d\d:\d\d/) != nil, "\(reminder)")
        }
    }

    @Test("every value has the form and the length of its field, in modules that can't be imported too")
    func everyValueIsValid() async throws {
        let store = try await demo()
        for module in try await store.schema().modules where module.isExportable {
            for field in module.fields where field.storedForm == .text {
                for text in try await texts(of: module.apiName, field.apiName, in: store) {
                    #expect(Self.isValid(text, for: field), "\(module.apiName).\(field.apiName): \(text)")
                }
            }
        }
    }

    @Test("no two records are linked twice")
    func links() async throws {
        let store = try await demo()
        for (module, fields) in [("EmpXSkills", ["Employees", "Skills"]), ("Lead_Contact_Lookup", ["Leads", "Contacts"])] {
            let pairs = try await numbers(of: module, fields, in: store)
            #expect(Set(pairs).count == pairs.count && !pairs.flatMap(\.self).contains(0), "\(module)")
        }
    }

    private static func isValid(_ text: String, for field: Field) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            switch field.dataType {
            case .email: EmailAddress.isValid(bytes) && bytes.count <= field.length ?? 100
            case .phone: PhoneNumber.isValid(bytes) && bytes.count <= field.length ?? 30
            case .website: WebAddress.isValid(bytes) && bytes.count <= field.length ?? 450
            case .picklist: field.pickListValues.isEmpty || field.pickListValues.contains(String(decoding: bytes, as: UTF8.self))
            case .multiselectpicklist:
                String(decoding: bytes, as: UTF8.self).split(separator: ";").allSatisfy { field.pickListValues.contains(String($0)) }
            default: CharacterCount.of(bytes) <= field.length ?? .max
            }
        }
    }

    private func demo() async throws -> any OrganizationStore {
        let tester = try await AppTester.demo()
        return try await tester.engine.storage.store(of: tester.organization)
    }

    /// Rows of stored numbers; 0 where there is none.
    private func numbers(of name: String, _ fields: [String], in store: any OrganizationStore) async throws -> [[Int64]] {
        try await rows(of: name, fields, in: store) { $0.map { $0.isNull ? 0 : $0.number } }
    }

    /// The texts of a field.
    private func texts(of name: String, _ field: String, in store: any OrganizationStore) async throws -> [String] {
        try await rows(of: name, [field], in: store) { String(decoding: $0[0].text, as: UTF8.self) }.filter { !$0.isEmpty }
    }

    private func rows<Row: Sendable>(
        of name: String, _ fields: [String], in store: any OrganizationStore,
        _ read: @escaping @Sendable (UnsafeBufferPointer<RawCell>) -> Row
    ) async throws -> [Row] {
        let module = try #require(try await store.schema().module(named: name))
        let columns = try fields.map { FieldPath(field: try #require(module.field(named: $0))) }
        return try await Task.detached {
            var rows: [Row] = []
            _ = try store.scan(RecordScan(module: module, columns: columns)) { rows.append(read($0)) }
            return rows
        }.value
    }
}
