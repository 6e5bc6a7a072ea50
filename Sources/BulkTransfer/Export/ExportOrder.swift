public import BulkClient
import BulkModel

/// What is to be exported, and where to.
public struct ExportOrder: Sendable {
    /// The page is the session's business.
    public var query: BulkReadQuery
    public var format: ExportFormat
    public var output: Output
    /// Of a CSV.
    public var style: CSVStyle
    /// The module's fields, whose kinds the values of JSON lines have.
    public var fields: [FieldDescription]

    public enum Output: Hashable, Sendable {
        case file(String)
        case standardOutput
    }

    public init(query: BulkReadQuery, format: ExportFormat, output: Output, style: CSVStyle = CSVStyle(), fields: [FieldDescription] = []) {
        self.query = query
        self.query.page = nil
        self.query.fileType = format == .ics ? .ics : .csv
        self.format = format
        self.output = output
        self.style = style
        self.fields = fields
    }

    /// The same for the same order: what a ledger knows it by.
    func text(server: String) -> String {
        let style = [style.hasByteOrderMark ? "bom" : "", style.guardsFormulas ? "guarded" : ""].filter { !$0.isEmpty }
        return
            ([
                server, query.module, query.fields.joined(separator: ","), query.criteria?.description ?? "", query.view ?? "",
                format.rawValue,
            ] + style).joined(separator: "\n")
    }
}
