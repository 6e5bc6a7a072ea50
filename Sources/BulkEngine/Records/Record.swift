public import BulkModel
public import BulkStore

/// Records of one module as they were read: which fields are told, and each record's values of them.
public struct RecordSet: Sendable {
    public let module: Module
    /// In the order in which they are told.
    public let fields: [Field]
    /// Whether the fields were chosen by the caller, rather than all there are.
    public let areChosen: Bool
    public var records: [Record]

    public init(module: Module, fields: [Field], areChosen: Bool = false, records: [Record] = []) {
        self.module = module
        self.fields = fields
        self.areChosen = areChosen
        self.records = records
    }
}

/// One record of a ``RecordSet``.
public struct Record: Sendable {
    public let id: ObjectID
    /// One for each of the set's fields.
    public var values: [RecordValue]
    public var state: RecordState

    public init(id: ObjectID, values: [RecordValue], state: RecordState = RecordState()) {
        self.id = id
        self.values = values
        self.state = state
    }
}

/// What clients are told of a record beside its fields.
public struct RecordState: Hashable, Sendable {
    /// False also for records that can't be converted.
    public var isConverted = false
    public var isLocked = false
    public var waitsForApproval = false

    public init() {}
}

/// A field's value in a record.
public enum RecordValue: Sendable {
    /// As it is stored; nil for an empty cell.
    case stored(StoredValue?)
    /// What a lookup leads to; nil for an empty one.
    case reference(RecordReference?)
    /// The rows of a subform, or the links of a multi-select lookup.
    /// - Parameter more: whether there are more than are told.
    case rows(RecordSet, more: Bool)
}

/// Another object as a record mentions one.
public struct RecordReference: Hashable, Sendable {
    public var id: ObjectID
    /// Nil if the object is gone or has no name.
    public var name: String?
    /// Of a user.
    public var email: String?
    /// Of a lookup that may lead to several modules; nil if none of them has the record.
    public var module: ModuleReference?
    /// Further fields of the target.
    public var others: [Other] = []

    /// A field of the object that is mentioned, and its value.
    public struct Other: Hashable, Sendable {
        public var field: Field
        public var value: StoredValue?
    }

    public init(id: ObjectID, name: String?, email: String? = nil, module: ModuleReference? = nil) {
        self.id = id
        self.name = name
        self.email = email
        self.module = module
    }
}
