/// What an export is written as.
public enum ExportFormat: String, Sendable, Codable, CaseIterable {
    /// The service's own form.
    case csv
    /// A calendar, of modules that have one.
    case ics
    /// A JSON object on each line, its members named like the columns.
    case jsonl

    /// The endings of files by which it is recognised.
    public init?(fileName: String) {
        guard let dot = fileName.lastIndex(of: ".") else { return nil }
        switch fileName[fileName.index(after: dot)...].lowercased() {
        case "ndjson": self = .jsonl
        case let ending: self.init(rawValue: ending)
        }
    }
}
