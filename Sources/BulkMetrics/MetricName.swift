/// Names as the text format allows them: others are made to fit, so that a library's `http.requests` becomes `http_requests`.
enum MetricName {
    /// A metric's name: letters, digits, `_` and `:`, with no digit in front.
    static func metric(_ text: String) -> String {
        fitting(text) { isWord($0) || $0 == 0x3A }
    }

    /// A label's name: letters, digits and `_`, with no digit in front.
    static func label(_ text: String) -> String {
        fitting(text, isWord)
    }

    private static func fitting(_ text: String, _ isAllowed: (UInt8) -> Bool) -> String {
        let bytes = text.utf8.map { isAllowed($0) ? $0 : 0x5F }
        let beginsWell = bytes.first.map { !(0x30...0x39).contains($0) } ?? false
        return String(decoding: beginsWell ? bytes : [0x5F] + bytes, as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }
}
