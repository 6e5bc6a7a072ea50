import BulkFormats
import BulkModel
import Foundation
import Logging

/// One entry of the log, as one line whatever it is about.
struct LogLine {
    let time: Date
    let level: Logger.Level
    let message: String
    let metadata: Logger.Metadata

    /// What the HTTP library calls the name of a request. Ours stands under another key.
    private static let libraryRequest = "hb.request.id"
    private static let request = "request"

    /// - Parameter metadata: of logger, provider and event together.
    init(time: Date, level: Logger.Level, message: String, metadata: Logger.Metadata) {
        self.time = time
        self.level = level
        self.message = message
        var metadata = metadata
        if let name = metadata.removeValue(forKey: Self.libraryRequest), metadata[Self.request] == nil { metadata[Self.request] = name }
        self.metadata = metadata
    }

    /// Without the line's end.
    func text(_ format: LogFormat) -> String {
        switch format {
        case .text: plain
        case .json: json
        }
    }

    /// Metadata comes by name, so that like lines look alike.
    private var members: [(key: String, value: Logger.MetadataValue)] { metadata.sorted { $0.key < $1.key } }

    private var plain: String {
        let words = [timestamp, level.rawValue, Self.escaped(message)]
        return (words + members.map { "\(Self.escaped($0.key))=\(Self.word($0.value.description))" }).joined(separator: " ")
    }

    private var json: String {
        let head: [(String, JSONValue)] = [
            ("time", .string(timestamp)), ("level", .string(level.rawValue)), ("message", .string(message)),
        ]
        let names = Set(head.map(\.0))
        // A key that is taken by the line itself gets out of its way.
        let rest = members.map { (names.contains($0.key) ? $0.key + "_" : $0.key, Self.value($0.value)) }
        // JSON allows some scalars in its strings that end a line somewhere; outside of strings there are none.
        return Self.escaped(JSONValue.object(JSONObject(head + rest)).description) {
            "\\u" + String($0.value + 0x10000, radix: 16).dropFirst()
        }
    }

    /// ISO 8601 in UTC with milliseconds.
    private var timestamp: String {
        let milliseconds = Int64((time.timeIntervalSince1970 * 1_000).rounded(.down))
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        return "\(ISO8601.dateTime(seconds, offset: 0).prefix(19)).\(String(rest + 1_000).dropFirst())Z"
    }

    private static func value(_ value: Logger.MetadataValue) -> JSONValue {
        switch value {
        case .string(let text): .string(text)
        case .stringConvertible(let thing): .string(thing.description)
        case .array(let values): .array(values.map(Self.value))
        case .dictionary(let values): .object(JSONObject(values.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value)) }))
        }
    }

    /// A value that ends where its word ends.
    private static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && !text.contains { $0 == " " || $0 == "\"" || $0 == "=" }
        return isPlain ? escaped(text) : "\"\(escaped(text).replacing("\"", with: "\\\""))\""
    }

    /// A text that stays on its line and does nothing to a terminal.
    private static func escaped(_ text: String) -> String {
        escaped(text.replacing("\\", with: #"\\"#)) { scalar in
            switch scalar {
            case "\n": #"\n"#
            case "\r": #"\r"#
            case "\t": #"\t"#
            default: "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
    }

    private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        return text.unicodeScalars.map { isControl($0) ? escape($0) : String($0) }.joined()
    }

    /// Controls, and what else ends a line somewhere.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
