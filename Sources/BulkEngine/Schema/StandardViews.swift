import BulkModel

/// The views that come with a module. (platform specification, section 12.1)
enum StandardViews {
    /// - Returns: views with zero for every id.
    static func views(of module: Module) -> [CustomView] {
        let builder = ViewBuilder(module: module)
        let prefix = module.apiName.uppercased().filter { $0 != "_" }
        var views = [
            builder.view("All \(module.pluralLabel)", "ALLVIEWS", builder.isOpen),
            builder.view("Recently Created \(module.pluralLabel)", "RECENTLYCREATED", builder.since("Created_Time", days: 30)),
            builder.view("Recently Modified \(module.pluralLabel)", "RECENTLYMODIFIED", builder.since("Modified_Time", days: 30)),
            builder.view("Today's \(module.pluralLabel)", "today", builder.since("Created_Time", days: 0)),
            builder.view("Co-Owner \(module.pluralLabel)", "COOWNERVIEW", nil),
            builder.view("\(module.pluralLabel) Shared By Me", "\(prefix)SHAREDBYME", nil),
            builder.view("\(module.pluralLabel) Shared To Me", "\(prefix)SHAREDTOME", nil),
        ]
        if module.field(named: "Owner") != nil {
            views.append(builder.view("My \(module.pluralLabel)", "MYVIEWS", builder.all([builder.isOpen, builder.isMine])))
        }
        if module.field(named: "Email_Opt_Out") != nil {
            views.append(
                builder.view("Unsubscribed \(module.pluralLabel)", "UNSUBSCRIBED", builder.test("Email_Opt_Out", .equal, true)))
        }
        if module.apiName == "Leads" { views += leadViews(builder) }
        return views
    }

    private static func leadViews(_ builder: ViewBuilder) -> [CustomView] {
        let isConverted = builder.test("$converted", .equal, true)
        return [
            builder.view("Converted Leads", "CONVERTEDVIEWS", isConverted),
            builder.view("My Converted Leads", "MYCONVERTEDVIEWS", builder.all([isConverted, builder.isMine])),
            builder.view("Junk Leads", "JUNKLEADVIEWS", builder.test("Lead_Status", .equal, "Junk Lead")),
            builder.view("Not Qualified Leads", "NOTQUALIFIEDLEADVIEWS", builder.test("Lead_Status", .equal, "Not Qualified")),
            builder.view(
                "Open Leads", "OPENLEADVIEWS",
                builder.all([builder.isOpen, builder.test("Lead_Status", .notIn, ["Junk Lead", "Lost Lead", "Not Qualified"])])),
            // Nobody reads records here, so all of them are unread.
            builder.view("Unread Leads", "UNREADVIEWS", builder.isOpen),
        ]
    }
}

/// Makes views and criteria over one module's fields.
private struct ViewBuilder {
    let module: Module

    func view(_ name: String, _ systemName: String, _ criteria: Criteria?) -> CustomView {
        CustomView(id: ObjectID(0), module: module.apiName, name: name, systemName: systemName, criteria: criteria)
    }

    /// Leads that are converted are seen in views of their own only.
    var isOpen: Criteria? { module.apiName == "Leads" ? test("$converted", .equal, false) : nil }

    var isMine: Criteria? { test("Owner", .equal, .string(CustomView.currentUser)) }

    func since(_ field: String, days: Int) -> Criteria? {
        test(field, .greaterEqual, .string(CustomView.daysAgo(days)))
    }

    func test(_ name: String, _ comparator: Comparator, _ value: JSONValue) -> Criteria? {
        guard let field = module.selectableField(named: name) else { return nil }
        let id = name.hasPrefix("$") ? nil : field.id
        return .criterion(Criterion(fieldName: name, fieldID: id, comparator: comparator, value: value))
    }

    func all(_ parts: [Criteria?]) -> Criteria? {
        let parts = parts.compactMap { $0 }
        return parts.count < 2 ? parts.first : .group(.and, parts)
    }
}
