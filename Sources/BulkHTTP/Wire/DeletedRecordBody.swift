import BulkEngine
import BulkFormats
import BulkModel
import FoundationEssentials

/// A deleted record as the list of them shows it. (platform specification, section 14.1)
struct DeletedRecordBody {
    let users: [ObjectID: UserReference]
    /// The zone of the user who asks; times are shown with its offset.
    let offsets: UTCOffsets

    func body(_ record: DeletedRecord, _ kind: DeletionKind) -> JSONValue {
        let time = Int64(record.deletedTime.timeIntervalSince1970)
        return [
            "deleted_by": users[record.deletedBy]?.body ?? .null,
            "id": .id(record.id),
            "display_name": .optional(record.displayName),
            "type": .string(kind.rawValue),
            "created_by": record.createdBy.flatMap { users[$0] }?.body ?? .null,
            "deleted_time": .string(ISO8601.dateTime(time, offset: offsets.offset(at: time))),
        ]
    }
}
