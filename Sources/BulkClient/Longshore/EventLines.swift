/// Reads the lines of a `text/event-stream` as they arrive. (HTML standard, section 9.2)
struct EventLines {
    struct Event: Hashable {
        var name: String
        var data: String
    }

    private var rest: [UInt8] = []
    private var name = ""
    private var data: [String] = []

    /// - Returns: the events that are complete with this piece.
    mutating func take(_ piece: [UInt8]) -> [Event] {
        rest += piece
        var events: [Event] = []
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            var line = rest[..<end]
            if line.last == UInt8(ascii: "\r") { line.removeLast() }
            if let event = take(line: String(decoding: line, as: UTF8.self)) { events.append(event) }
            rest.removeSubrange(...end)
        }
        return events
    }

    /// - Returns: an event, if this is the empty line behind one.
    private mutating func take(line: String) -> Event? {
        guard !line.isEmpty else {
            defer { (name, data) = ("", []) }
            return data.isEmpty ? nil : Event(name: name, data: data.joined(separator: "\n"))
        }
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let value = parts.count == 2 ? String(parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]) : ""
        switch parts[0] {
        case "event": name = value
        case "data": data.append(value)
        default: break  // comments, ids
        }
        return nil
    }
}
