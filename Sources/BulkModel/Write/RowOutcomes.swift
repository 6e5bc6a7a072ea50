/// What became of consecutive rows of a file, packed for the store: nine bytes a row, and eight for each error and each note.
public struct RowOutcomes: Hashable, Sendable {
    /// The fate of each row.
    public private(set) var statuses: [Status] = []
    /// The record of each row that has one; zero for the others.
    public private(set) var records: [Int64] = []
    /// Errors by their row, counted from the first of these rows.
    public private(set) var errors: [(row: Int, error: RowError)] = []
    /// Notes by their row, counted likewise. Only rows that are in have some.
    public private(set) var notes: [(row: Int, note: RowNote)] = []

    public init() {}

    /// The words of the result file. (bulk write specification, section 9.3)
    public enum Status: UInt8, Sendable {
        case added, updated, skipped, unprocessed

        public var word: String {
            switch self {
            case .added: "ADDED"
            case .updated: "UPDATED"
            case .skipped: "SKIPPED"
            case .unprocessed: "UNPROCESSED"
            }
        }
    }

    public var count: Int { statuses.count }

    public mutating func append(_ status: Status, record: Int64 = 0, notes rowNotes: [RowNote] = []) {
        for note in rowNotes { notes.append((statuses.count, note)) }
        statuses.append(status)
        records.append(record)
    }

    /// Adds a row with its errors.
    public mutating func append(_ status: Status, errors rowErrors: some Sequence<RowError>) {
        for error in rowErrors { errors.append((statuses.count, error)) }
        append(status)
    }

    /// How many rows had a fate.
    public func count(of status: Status) -> Int {
        statuses.count { $0 == status }
    }

    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.statuses == rhs.statuses && lhs.records == rhs.records && lhs.errors.elementsEqual(rhs.errors) { $0 == $1 }
            && lhs.notes.elementsEqual(rhs.notes) { $0 == $1 }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(statuses)
        hasher.combine(records)
    }
}

extension RowOutcomes {
    private static let noMapping = UInt16.max

    /// The rows as bytes: counts of rows and errors, then all statuses, all records, all errors, all notes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + 9 * count + 8 * (errors.count + notes.count))
        Self.append(UInt32(count), to: &bytes)
        Self.append(UInt32(errors.count), to: &bytes)
        bytes.append(contentsOf: statuses.lazy.map(\.rawValue))
        for record in records { Self.append(record, to: &bytes) }
        for (row, error) in errors {
            Self.append(UInt32(row), to: &bytes)
            Self.append(error.mapping.map { UInt16($0) } ?? Self.noMapping, to: &bytes)
            bytes.append(error.code.rawValue)
            bytes.append(error.reason.rawValue)
        }
        for (row, note) in notes {
            Self.append(UInt32(row), to: &bytes)
            Self.append(note.mapping.map { UInt16($0) } ?? Self.noMapping, to: &bytes)
            bytes.append(note.kind.rawValue)
            bytes.append(0)
        }
        return bytes
    }

    /// Nil if the bytes are none that ``bytes`` made.
    public init?(bytes: [UInt8]) {
        guard bytes.count >= 8 else { return nil }
        let count = Int(Self.integer(UInt32.self, bytes, at: 0))
        let errorCount = Int(Self.integer(UInt32.self, bytes, at: 4))
        let errorsEnd = 8 + 9 * count + 8 * errorCount
        guard bytes.count >= errorsEnd, (bytes.count - errorsEnd) % 8 == 0 else { return nil }
        statuses.reserveCapacity(count)
        for place in 8..<8 + count {
            guard let status = Status(rawValue: bytes[place]) else { return nil }
            statuses.append(status)
        }
        records = (0..<count).map { Self.integer(Int64.self, bytes, at: 8 + count + 8 * $0) }
        for place in stride(from: 8 + 9 * count, to: errorsEnd, by: 8) {
            let mapping = Self.integer(UInt16.self, bytes, at: place + 4)
            guard let code = RowError.Code(rawValue: bytes[place + 6]), let reason = RowError.Reason(rawValue: bytes[place + 7]) else {
                return nil
            }
            let error = RowError(code, mapping: mapping == Self.noMapping ? nil : Int(mapping), reason)
            errors.append((Int(Self.integer(UInt32.self, bytes, at: place)), error))
        }
        for place in stride(from: errorsEnd, to: bytes.count, by: 8) {
            let mapping = Self.integer(UInt16.self, bytes, at: place + 4)
            guard let kind = RowNote.Kind(rawValue: bytes[place + 6]) else { return nil }
            notes.append(
                (Int(Self.integer(UInt32.self, bytes, at: place)), RowNote(kind, mapping: mapping == Self.noMapping ? nil : Int(mapping))))
        }
    }

    private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    private static func integer<Value: FixedWidthInteger>(_: Value.Type, _ bytes: [UInt8], at place: Int) -> Value {
        bytes.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Value.self)) }
    }
}
