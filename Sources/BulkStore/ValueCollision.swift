public import BulkModel

/// Records that have one text in a unique field: an upgrade has made equal what was told apart before.
public struct ValueCollision: Hashable, Sendable {
    public var module: String
    public var field: String
    /// Two at least, by ascending id.
    public var holders: [Holder]

    public struct Holder: Hashable, Sendable {
        public var record: ObjectID
        /// As it is stored.
        public var value: String

        public init(record: ObjectID, value: String) {
            self.record = record
            self.value = value
        }
    }

    public init(module: String, field: String, holders: [Holder]) {
        self.module = module
        self.field = field
        self.holders = holders
    }
}

/// What somebody decides about ``ValueCollision``s.
public enum CollisionDecision: Hashable, Sendable {
    /// A record keeps its values; the others of its collisions lose theirs, unless they are given others.
    case keep(ObjectID)
    /// A record gets another value.
    case set(ObjectID, field: String, value: String)
    /// Where no other record is kept, the oldest that isn't given another value is.
    case keepOldest
}

/// Why decisions can't be carried out.
public enum SettlingProblem: Error, Hashable, Sendable {
    /// A record that has no such value, or none in the field named.
    case notColliding(ObjectID, field: String?)
    /// Two that shall keep one value.
    case keptTwice([ObjectID])
    /// A value that a record can't be without.
    case needsValue(ObjectID, module: String, field: String)
    /// A new value that is empty or longer than the field allows.
    case unusableValue(ObjectID, field: String)
    /// Values collide all the same, old ones or new ones.
    case undecided([ValueCollision])
}

extension SettlingProblem: CustomStringConvertible {
    /// Without values of records.
    public var description: String {
        switch self {
        case .notColliding(let record, let field?): "record \(record) has no colliding value in \(field)"
        case .notColliding(let record, nil): "record \(record) has no colliding value"
        case .keptTwice(let records):
            "the records \(records.map(\.description).joined(separator: " and ")) can't both keep the value; give one of them another"
        case .needsValue(let record, let module, let field):
            "record \(record) of \(module) can't be without \(field); give it another value"
        case .unusableValue(let record, let field): "the value for \(field) of record \(record) is empty or too long"
        case .undecided(let collisions):
            "nothing is decided yet about \(collisions.count) of the values that collide"
        }
    }
}
