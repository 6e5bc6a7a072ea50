public import BulkModel
public import FoundationEssentials

/// The records of one call as they came, and what is to be done with them. (platform specification, section 14.2)
public struct RecordSubmission: Sendable {
    public var operation: WriteOperation
    /// What should be objects with values by API name.
    public var records: [JSONValue]
    /// API names of the fields an upsert matches by, in their order; nil for those of the module.
    public var duplicateCheckFields: [String]?
    /// Records changed after this moment are left alone.
    public var unmodifiedSince: Date?

    public init(operation: WriteOperation, records: [JSONValue], duplicateCheckFields: [String]? = nil, unmodifiedSince: Date? = nil) {
        self.operation = operation
        self.records = records
        self.duplicateCheckFields = duplicateCheckFields
        self.unmodifiedSince = unmodifiedSince
    }
}
