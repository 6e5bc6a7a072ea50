import BulkFormats

/// What the tests of calendars share.
enum ICSTexts {
    static func written(_ write: (inout ICSWriter) -> Void) -> String {
        var writer = ICSWriter(into: MemoryBlock(capacity: 16))
        write(&writer)
        defer { writer.block.deallocate() }
        return String(decoding: writer.block.bytes, as: UTF8.self)
    }

    /// The content lines of an event, unfolded.
    static func lines(of event: ICSEvent, in zone: String = "UTC") -> [String] {
        let text = written {
            $0.beginCalendar(in: ICSZone(named: zone))
            $0.write(event)
        }
        let lines = unfolded(text).split(separator: "\r\n").map(String.init)
        return Array(lines[lines.lastIndex(of: "BEGIN:VEVENT")!...])
    }

    /// Byte by byte, since a blank and what follows it may be one character.
    static func unfolded(_ text: String) -> String {
        String(decoding: Array(text.utf8).replacing(Array("\r\n ".utf8), with: []), as: UTF8.self)
    }

    /// UTC seconds since 1970 of a date-time as the API writes it.
    static func time(_ text: String) -> Int64 {
        guard case .dateTime(let seconds, _, _) = ISO8601.parse(text) else { preconditionFailure("\(text) is no time") }
        return seconds
    }
}

extension String {
    func drop(through separator: String) -> Substring {
        self[(firstRange(of: separator)?.upperBound ?? startIndex)...]
    }
}
