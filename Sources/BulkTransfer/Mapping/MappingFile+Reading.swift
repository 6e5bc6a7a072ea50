import BulkModel
import Foundation

extension MappingFile {
    /// - Throws: ``TransferFailure`` of the kind ``TransferFailure/Kind/file``, which names the place and what to do.
    public init(path: String) throws {
        let file = try InputFile(path: path)
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 8)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(into: buffer)
            if count == 0 { break }
            bytes += buffer[..<count]
            guard bytes.count <= 16 * 1_048_576 else { throw TransferFailure(.file, "\(path) is too large to be a mapping") }
        }
        try self.init(parsing: bytes, path: path)
    }

    /// - Parameter bytes: JSON.
    init(parsing bytes: [UInt8], path: String) throws {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            let before = bytes[..<min(error.offset, bytes.count)]
            let line = 1 + before.count { $0 == UInt8(ascii: "\n") }
            throw TransferFailure(.file, "\(path), line \(line): \(error.message)")
        }
        let root = Member(json, "", in: path)
        try root.allow(["version", "module", "columns", "constants", "null"])
        if let version = try root.optional("version"), version.json.integer != 1 {
            throw version.failure("only version 1 is known")
        }
        self.path = path
        module = try root.text("module")
        columns = try root.list("columns").map { column in
            try column.allow(["column", "number", "field", "find_by", "format", "default", "translate", "new_options"])
            let number = try column.optional("number")
            if let number, (number.json.integer ?? 0) < 1 { throw number.failure("must be a number from 1 on") }
            let newOptions = try column.optionalText("new_options")
            guard newOptions.map({ MappingOptions.NewOptions(rawValue: $0) != nil }) ?? true else {
                throw column.failure("has new_options \"\(newOptions ?? "")\"; there are add and refuse")
            }
            return Column(
                title: try column.text("column"), number: number?.json.integer.map(Int.init), field: try column.optionalText("field"),
                findBy: try column.optionalText("find_by"), format: try column.optionalText("format"),
                defaultValue: try column.optionalText("default"),
                translations: try column.list("translate").map { entry in
                    try entry.allow(["from", "to"])
                    return CellTranslation.Replacement(from: try entry.text("from"), to: try entry.text("to"))
                }, newOptions: newOptions.flatMap(MappingOptions.NewOptions.init))
        }
        constants = try root.list("constants").map { constant in
            try constant.allow(["field", "value"])
            return Constant(field: try constant.text("field"), value: try constant.text("value"))
        }
        nulls = try root.list("null").map { member in
            guard let text = member.json.string else { throw member.failure("must be a text") }
            return text
        }
    }
}

/// A value of the file that knows where it stands.
private struct Member {
    let json: JSONValue
    /// `columns[2].field`; empty for the whole.
    let place: String
    let path: String

    init(_ json: JSONValue, _ place: String, in path: String) {
        self.json = json
        self.place = place
        self.path = path
    }

    func failure(_ message: String) -> TransferFailure {
        TransferFailure(.file, place.isEmpty ? "\(path) \(message)" : "\(path): \(place) \(message)")
    }

    /// - Throws: for anything but an object, and for members that there are not: a slip in their names must not go unseen.
    func allow(_ names: [String]) throws {
        guard let object = json.object else { throw failure("must be an object") }
        for member in object.members where !names.contains(member.name) {
            throw failure("has a member \"\(member.name)\"; there are \(names.joined(separator: ", "))")
        }
    }

    /// Nil also for null.
    func optional(_ name: String) throws -> Member? {
        guard let value = json[name], value != .null else { return nil }
        return Member(value, place.isEmpty ? name : "\(place).\(name)", in: path)
    }

    func optionalText(_ name: String) throws -> String? {
        guard let member = try optional(name) else { return nil }
        guard let text = member.json.string else { throw member.failure("must be a text") }
        return text
    }

    func text(_ name: String) throws -> String {
        guard let text = try optionalText(name) else { throw failure("must have a member \"\(name)\", a text") }
        return text
    }

    /// Empty if it isn't there.
    func list(_ name: String) throws -> [Member] {
        guard let member = try optional(name) else { return [] }
        guard let elements = member.json.array else { throw member.failure("must be an array") }
        return elements.enumerated().map { Member($1, "\(member.place)[\($0)]", in: path) }
    }
}
