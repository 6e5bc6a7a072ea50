import BulkFormats

/// Joins calendars: the properties of the first, the events of all, and each time zone once. (RFC 5545)
struct CalendarJoiner: PageJoiner {
    private(set) var state: JoinState

    init(state: JoinState) {
        self.state = state
    }

    /// Edited occurrences of a series don't count: they are no records of their own.
    mutating func append(_ page: any PageText, to sink: any ByteSink) throws -> Int {
        var component: [UInt8]?
        var isEdited = false
        var count = 0
        var lines = Lines()
        try page.forEachPiece { piece in
            for line in lines.take(piece) {
                let text = Self.text(line)
                switch text {
                case "END:VCALENDAR": continue
                case "BEGIN:VEVENT", "BEGIN:VTIMEZONE":
                    component = []
                    isEdited = false
                default: break
                }
                if text.hasPrefix("RECURRENCE-ID") { isEdited = true }
                guard component != nil else {
                    // Properties of the calendar, which the first page has for all.
                    if !state.hasBegun { try sink.append(line) }
                    continue
                }
                component?.append(contentsOf: line)
                guard text == "END:VEVENT" || text == "END:VTIMEZONE", let whole = component else { continue }
                component = nil
                if text == "END:VEVENT" {
                    if !isEdited { count += 1 }
                    try sink.append(whole)
                } else if isNew(timeZone: whole) {
                    try sink.append(whole)
                }
            }
        }
        state.hasBegun = true
        return count
    }

    func finish(_ sink: any ByteSink) throws {
        if state.hasBegun { try sink.append(Array("END:VCALENDAR\r\n".utf8)) }
    }

    private mutating func isNew(timeZone component: [UInt8]) -> Bool {
        let name = component.split(separator: UInt8(ascii: "\n")).map(Self.text).first { $0.hasPrefix("TZID:") } ?? ""
        if state.timeZones.contains(name) { return false }
        state.timeZones.append(name)
        return true
    }

    private static func text(_ line: some Sequence<UInt8>) -> String {
        var text = String(decoding: Array(line), as: UTF8.self)
        while let last = text.unicodeScalars.last, last == "\r" || last == "\n" { text.unicodeScalars.removeLast() }
        return text
    }

    /// Cuts pieces into lines, their ends included.
    private struct Lines {
        private var rest: [UInt8] = []

        mutating func take(_ piece: UnsafeRawBufferPointer) -> [[UInt8]] {
            rest += piece
            var lines: [[UInt8]] = []
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                lines.append(Array(rest[start...end]))
                start = end + 1
            }
            rest.removeSubrange(..<start)
            return lines
        }
    }
}
