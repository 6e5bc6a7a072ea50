import BulkFormats
import BulkModel

/// A value as JSON has it, in the text that a ``ValueReader`` reads: whether JSON of that kind can be a value of the field at all.
/// (platform specification, section 13)
enum JSONFieldText: Equatable {
    /// Without white space at its ends, not empty.
    case text([UInt8])
    case empty
    case refused(RowError.Reason)

    /// The name of a picklist's empty value.
    private static let noOption = "-None-"

    init(_ value: JSONValue, of field: Field) {
        self =
            switch (field.dataType, value) {
            case (_, .null): .empty
            case (.boolean, .boolean(let truth)): .text(Array((truth ? "true" : "false").utf8))
            case (_, _) where field.isRecordID: Self.id(value)
            case (.integer, .number(let literal)), (.double, .number(let literal)), (.currency, .number(let literal)),
                (.percent, .number(let literal)):
                Self.number(literal)
            case (.bigint, .number), (.bigint, .string): Self.id(value)
            case (.lookup, _), (.multiModuleLookup, _), (.consentLookup, _): Self.reference(value, or: nil)
            case (.ownerlookup, _), (.userlookup, _): Self.reference(value, or: "email")
            case (.layout, _): Self.reference(value, or: "name")
            case (.multiselectpicklist, .array(let options)):
                Self.list(options.map { $0.string == Self.noOption ? "" : $0.string }, separator: ";", trouble: .notInList)
            case (.picklist, .string(Self.noOption)): .empty
            case (.date, .string(let text)), (.datetime, .string(let text)): Self.time(text)
            case (_, .array(let elements)) where field.jsonType == "jsonarray":
                Self.list(elements.map { $0.string ?? $0["name"]?.string }, separator: ",", trouble: .tooLong)
            case (.boolean, _), (.integer, _), (.double, _), (.currency, _), (.percent, _), (.multiselectpicklist, _): .refused(.wrongKind)
            case (_, .string(let text)) where field.jsonType != "jsonarray": Self.trimmed(text)
            default: .refused(.wrongKind)
            }
    }

    private static func trimmed(_ text: String) -> Self {
        let bytes = DefaultValue.bytes(of: text)
        return bytes.isEmpty ? .empty : .text(bytes)
    }

    /// Dates and times come in more forms than cells of files have, so they are written anew. What is neither stays, and is refused where
    /// it is read. (platform specification, section 19)
    private static func time(_ text: String) -> Self {
        guard case .text(let bytes) = trimmed(text) else { return .empty }
        switch ISO8601.parse(String(decoding: bytes, as: UTF8.self)) {
        case .date(let days)?: return .text(Array(ISO8601.date(days).utf8))
        case .dateTime(let seconds, let offset, _)?: return .text(Array(ISO8601.dateTime(seconds, offset: offset).utf8))
        case .clockTime?, nil: return .text(bytes)
        }
    }

    private static func number(_ literal: String) -> Self {
        NumberLiteral.withoutExponent(literal).map { .text(Array($0.utf8)) } ?? .refused(.tooManyDigits)
    }

    /// An id is text; a number is tolerated.
    private static func id(_ value: JSONValue) -> Self {
        switch value {
        case .string(let text): trimmed(text)
        case .number(let literal): .text(Array(literal.utf8))
        default: .refused(.wrongKind)
        }
    }

    /// An object with an id, or the id alone.
    /// - Parameter name: the member that names the object as well as its id does.
    private static func reference(_ value: JSONValue, or name: String?) -> Self {
        guard let object = value.object else { return id(value) }
        if let id = object["id"] { return id == .null ? .empty : Self.id(id) }
        guard let name, let text = object[name] else { return .refused(.notAnID) }
        return text.string.map(trimmed) ?? .refused(.wrongKind)
    }

    /// - Parameter parts: nil for what is no text.
    private static func list(_ parts: [String?], separator: String, trouble: RowError.Reason) -> Self {
        var texts: [String] = []
        for part in parts {
            guard let part else { return .refused(.wrongKind) }
            // What joins the options can't be part of one.
            guard !part.contains(separator) else { return .refused(trouble) }
            if !part.isEmpty { texts.append(part) }
        }
        return trimmed(texts.joined(separator: separator))
    }
}
