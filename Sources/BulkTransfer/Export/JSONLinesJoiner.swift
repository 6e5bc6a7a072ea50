import BulkClient
import BulkFormats

/// Makes an object of each row: numbers, truth values and texts as the fields have them, null for an empty cell.
struct JSONLinesJoiner: PageJoiner {
    private(set) var state: JoinState
    private let kinds: [String: Kind]

    private enum Kind {
        case number, boolean, text
    }

    init(state: JoinState, fields: [FieldDescription]) {
        self.state = state
        kinds = Dictionary(fields.map { ($0.apiName, Self.kind($0)) }) { first, _ in first }
    }

    /// Numbers of the largest kind are texts, as they are in the API: programs that read JSON would lose their last digits.
    private static func kind(_ field: FieldDescription) -> Kind {
        switch field.jsonType {
        case "integer", "double": field.dataType == "bigint" ? .text : .number
        case "boolean": .boolean
        default: .text
        }
    }

    mutating func append(_ page: any PageText, to sink: any ByteSink) throws -> Int {
        let reader = CSVReader(dialect: CSVDialect(delimiter: UInt8(ascii: ",")), maximumRowBytes: 1 << 30, source: page.read)
        guard try reader.next() else { return 0 }
        let names = (0..<reader.count).map { String(decoding: reader.raw($0), as: UTF8.self) }
        _ = try state.begins(header: names.joined(separator: ","))
        let columns = names.map { (key: Self.key($0), kind: kinds[$0] ?? .text) }
        var count = 0
        var text: [UInt8] = []
        while try reader.next() {
            for (index, column) in columns.enumerated() {
                text.append(index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ","))
                text += column.key
                Self.write(reader.raw(index), column.kind, to: &text)
            }
            text += columns.isEmpty ? Array("{}\n".utf8) : Array("}\n".utf8)
            count += 1
            if text.count > 262_144 {
                try sink.append(text)
                text.removeAll(keepingCapacity: true)
            }
        }
        try sink.append(text)
        return count
    }

    func finish(_ sink: any ByteSink) throws {}

    private static func key(_ name: String) -> [UInt8] {
        var key: [UInt8] = []
        Array(name.utf8).withUnsafeBufferPointer { write(text: $0, to: &key) }
        return key + [UInt8(ascii: ":")]
    }

    private static func write(_ cell: UnsafeBufferPointer<UInt8>, _ kind: Kind, to text: inout [UInt8]) {
        if cell.isEmpty {
            text += "null".utf8
        } else if kind == .number && isNumber(cell) || kind == .boolean && isTruthValue(cell) {
            text += cell
        } else {
            write(text: cell, to: &text)
        }
    }

    /// Whether JSON has it as a number. (RFC 8259, section 6)
    private static func isNumber(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        var rest = cell[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix { $0 &- 0x30 < 10 }
        guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return false }
        rest = rest.dropFirst(whole.count)
        guard rest.first == UInt8(ascii: ".") else { return rest.isEmpty }
        return rest.count > 1 && rest.dropFirst().allSatisfy { $0 &- 0x30 < 10 }
    }

    private static func isTruthValue(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
        cell.elementsEqual("true".utf8) || cell.elementsEqual("false".utf8)
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)

    private static func write(text cell: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) {
        text.append(UInt8(ascii: "\""))
        for byte in cell {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                text.append(UInt8(ascii: "\\"))
                text.append(byte)
            case UInt8(ascii: "\n"): text += "\\n".utf8
            case UInt8(ascii: "\r"): text += "\\r".utf8
            case UInt8(ascii: "\t"): text += "\\t".utf8
            case ..<0x20:
                text += "\\u00".utf8
                text.append(hexadecimal[Int(byte >> 4)])
                text.append(hexadecimal[Int(byte & 15)])
            default: text.append(byte)
            }
        }
        text.append(UInt8(ascii: "\""))
    }
}
