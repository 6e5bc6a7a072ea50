import BulkModel
import BulkStore
import FoundationEssentials

/// What a field of a new record is when nothing is said of it. (bulk write specification, sections 7.4 and 7.9)
enum ImportConstant: Sendable {
    case creator, changer, creationTime, changeTime, layout
    case fixed(StoredValue)

    /// The one lookup to a user that is never empty.
    static let owner = "Owner"

    /// Nil for fields that stay empty.
    /// - Parameter dataSource: what new records tell of where they come from.
    init?(_ field: Field, dataSource: String) {
        guard field.storedForm != .none, !field.isRecordID else { return nil }
        switch field.apiName {
        case Self.owner, "Created_By": self = .creator
        case "Modified_By": self = .changer
        case "Created_Time", "Last_Activity_Time": self = .creationTime
        case "Modified_Time": self = .changeTime
        case MappingRules.layout: self = .layout
        case "Record_Status__s": self = .fixed(.text("Available"))
        case "Data_Source": self = .fixed(.text(dataSource))
        default:
            // A check box is never without a value.
            guard field.dataType == .boolean else { return nil }
            self = .fixed(.integer(0))
        }
    }

    /// Whether every change of a record sets it.
    var isStampOfChange: Bool {
        switch self {
        case .changer, .changeTime: true
        default: false
        }
    }

    func value(user: Int64, now: Date, layout: Int64?) -> StoredValue? {
        switch self {
        case .creator, .changer: .integer(user)
        case .creationTime, .changeTime: .integer(Int64(now.timeIntervalSince1970.rounded(.down)))
        case .layout: layout.map { .integer($0) }
        case .fixed(let value): value
        }
    }
}
