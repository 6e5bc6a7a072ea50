public import BulkModel

/// What became of a record of a call. (platform specification, sections 14.2 and 14.3)
public enum RecordOutcome: Hashable, Sendable {
    case added(RecordStamps)
    /// - Parameter matchedBy: API name of the field that an upsert found the record by.
    case updated(RecordStamps, matchedBy: String?)
    case deleted(ObjectID)
    case refused([RecordError])

    public var isRefused: Bool {
        if case .refused = self { true } else { false }
    }
}

/// Who made a record, who changed it last, and when: in seconds since 1970. A module without such fields has none.
public struct RecordStamps: Hashable, Sendable {
    public var id: ObjectID
    public var createdTime: Int64?
    public var createdBy: UserReference?
    public var modifiedTime: Int64?
    public var modifiedBy: UserReference?
}

/// What is wrong with a record of a call, at one of its values.
public struct RecordError: Hashable, Sendable {
    public var code: RowError.Code
    public var reason: RowError.Reason
    /// The way from the record to the value.
    public var place: [Step]
    /// The field whose value it is; nil where the record as a whole is meant.
    public var field: Field?
    /// The most characters, digits or rows there may be, if there are too many.
    public var maximum: Int?
    /// The id that was sent, if the record it names is meant.
    public var sentID: String?
    public var duplicate: Duplicate?

    public init(
        _ code: RowError.Code, _ reason: RowError.Reason, at place: [Step] = [], field: Field? = nil, maximum: Int? = nil,
        sentID: String? = nil, duplicate: Duplicate? = nil
    ) {
        self.code = code
        self.reason = reason
        self.place = place
        self.field = field
        self.maximum = maximum
        self.sentID = sentID
        self.duplicate = duplicate
    }

    public enum Step: Hashable, Sendable {
        case member(String)
        case element(Int)
    }

    /// A record that has a value already.
    public struct Duplicate: Hashable, Sendable {
        public var record: ObjectID
        public var module: ModuleReference
        public var owner: UserReference?
        /// Whether more than one record has it.
        public var isSeveral: Bool
    }
}
