import BulkFormats
import BulkModel
import BulkStore

/// Default values of mappings, looked at before a job is made. (bulk write specification, sections 6.3 and 7.5)
enum DefaultValue {
    /// Longest default.
    static let maximumLength = 500

    /// Whether the field can have the value. Whether users and records exist is found out by the job.
    /// - Parameter isClosed: whether a picklist takes no values but its own.
    static func isReadable(_ value: String, for field: Field, isClosed: Bool) -> Bool {
        guard value.unicodeScalars.count <= maximumLength else { return false }
        switch field.dataType {
        case .ownerlookup, .userlookup, .layout: return true
        default: break
        }
        let text = bytes(of: value)
        guard !text.isEmpty else { return true }
        var batch = RecordBatch(fields: [field])
        let list = PickList(field, isClosed: isClosed)
        let reader = ValueReader(field, pickList: list, offsets: .utc, isStandardForm: true)
        let reading = text.withUnsafeBufferPointer { reader.read($0, into: &batch) }
        if case .refused = reading { return false }
        return true
    }

    /// The value as cells are read: without white space and invisible characters at its ends.
    static func bytes(of value: String) -> [UInt8] {
        var value = value
        return value.withUTF8 { Array(InvisibleCharacters.trimming($0)) }
    }
}
