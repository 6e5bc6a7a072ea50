public import BulkClient
import BulkFormats
public import BulkModel
public import Foundation

public import enum BulkClient.Criteria

/// Makes criteria of what people write: `Lead_Source = 'Advertisement' and Created_Time >= 2026-01-01`.
///
/// The text is checked as far as the fields' descriptions go, so that a mistake is told with its place before anything is sent. What
/// criteria can't say the same way is said by those that mean exactly it, or refused.
public struct WhereCompiler: Sendable {
    /// API name.
    public var module: String
    public var fields: [FieldDescription]
    /// The fields of the modules that lookups point to, by API name; those that are known.
    public var relatedFields: [String: [FieldDescription]]
    /// IANA name. A day without a time is one in this zone, and a time without an offset is one of its clocks.
    public var timeZone: String
    /// What `today` is counted from.
    public var now: Date
    public var limits: Limits

    public init(
        module: String, fields: [FieldDescription], relatedFields: [String: [FieldDescription]] = [:], timeZone: String = "UTC",
        now: Date, limits: Limits = .strict
    ) {
        self.module = module
        self.fields = fields
        self.relatedFields = relatedFields
        self.timeZone = timeZone
        self.now = now
        self.limits = limits
    }

    /// A filter that makes sense for the module.
    public struct Filter: Hashable, Sendable {
        public var criteria: Criteria
        /// What is allowed, but perhaps not meant.
        public var notes: [String]
    }

    /// - Throws: ``WhereFailure``.
    public func compile(_ text: String) throws(WhereFailure) -> Filter {
        let conditions: Conditions<FilterComparison>
        do {
            conditions = try FilterParser.parse(text)
        } catch {
            throw WhereFailure(error, in: text)
        }
        var work = WhereWork(compiler: self, text: text)
        let criteria = try work.criteria(of: conditions)
        return Filter(criteria: criteria, notes: work.notes)
    }
}
